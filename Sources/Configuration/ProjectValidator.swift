package import ChildProcess
import IIIF
package import IIIFBench
package import Support
package import Foundation

/// Validates descriptors, studies and the examples of operations; starts nothing.
package struct ProjectValidator: Sendable {
  private let servers: [URL]
  private let studies: URL
  private let operations: [any ImageOperation.Type]
  private let missingEncoder: @Sendable (SourceFormat) -> ExternalProgram?

  /// Creates a validator.
  ///
  /// - Parameters:
  ///   - servers: The folders with descriptors, to which studies may refer.
  ///   - studies: The folder with studies.
  ///   - operations: All operations.
  ///   - missingEncoder: The program that encodes a format if it is not installed, otherwise nil.
  package init(
    servers: [URL], studies: URL, operations: [any ImageOperation.Type],
    missingEncoder: @escaping @Sendable (SourceFormat) -> ExternalProgram?
  ) {
    self.servers = servers
    self.studies = studies
    self.operations = operations
    self.missingEncoder = missingEncoder
  }

  /// Validates all files in the folders.
  package func validate() -> ValidationReport {
    let catalog = DescriptorLoader().load(directories: servers)
    let studies = StudyLoader().load(directory: studies)
    return ValidationReport(
      descriptors: catalog.contents.count,
      studies: studies.studies.count + studies.invalidNames.count,
      operations: operations.count,
      diagnostics: catalog.diagnostics + diagnostics(of: studies, with: catalog)
        + OperationChecks(operations, among: operations).diagnostics)
  }

  /// Validates the given files and all files in the given folders.
  ///
  /// The keys of a YAML file determine whether it is a study or a descriptor. A Swift file selects the
  /// operations that were compiled from it.
  package func validate(_ paths: [URL]) -> ValidationReport {
    let sources = paths.filter { $0.pathExtension == "swift" }
    var report = validate(files: paths.filter { $0.pathExtension != "swift" })
    for source in sources {
      let file = source.standardizedFileURL.path(percentEncoded: false)
      let own = operations.filter { OperationChecks.files(of: [$0]).contains(file) }
      report.operations += own.count
      report.diagnostics += OperationChecks(own, among: operations).diagnostics
      if own.isEmpty {
        report.diagnostics.append(
          Diagnostic(
            file: source.relativePath,
            message: "this program contains no operation from this file; rebuild it"))
      }
    }
    return report
  }

  private func validate(files paths: [URL]) -> ValidationReport {
    var problems: [Diagnostic] = []
    var contents: [Content] = []
    for path in paths {
      do {
        let listing = try listing(of: path)
        problems += listing.problems
        contents += concurrently(listing.files) { content(of: $0, in: listing) }
      } catch {
        problems.append(error.diagnostic)
      }
    }
    let descriptors = contents.compactMap(\.descriptor)
    let studies = contents.compactMap(\.study)
    var report = ValidationReport(
      descriptors: descriptors.count, studies: studies.count,
      diagnostics: DescriptorCatalog(loaded: descriptors, problems: problems).diagnostics)
    if !studies.isEmpty {
      let known = DescriptorLoader().load(directories: servers)
      let catalog = StudyCatalog(loaded: studies, problems: [])
      report.diagnostics += diagnostics(of: catalog, with: known)
    }
    return report
  }

  /// The content of a file.
  private enum Content: Sendable {
    case descriptor(DescriptorLoader.Loaded)
    case study(StudyLoader.Loaded)

    var descriptor: DescriptorLoader.Loaded? {
      if case .descriptor(let loaded) = self { loaded } else { nil }
    }

    var study: StudyLoader.Loaded? {
      if case .study(let loaded) = self { loaded } else { nil }
    }
  }

  private func diagnostics(
    of catalog: StudyCatalog, with servers: DescriptorCatalog
  ) -> [Diagnostic] {
    catalog.diagnostics
      + catalog.studies.flatMap { study in
        study.diagnostics(
          servers: servers.labels, invalid: servers.invalidNames, operations: operations)
          + study.formatDiagnostics(
            servers: (try? servers.select(study.study.servers)) ?? [],
            missingEncoder: missingEncoder)
      }
  }

  private func listing(of url: URL) throws(YAMLFolder.ListingError) -> YAMLFolder {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: url.path(percentEncoded: false), isDirectory: &isFolder)
    return exists && isFolder.boolValue ? try YAMLFolder(url) : YAMLFolder(file: url)
  }

  private func content(of file: String, in listing: YAMLFolder) -> Content {
    isStudy(listing.url.appending(path: file))
      ? .study(StudyLoader().load(file, in: listing))
      : .descriptor(DescriptorLoader().load(file, in: listing))
  }

  /// Whether more lines of a file start with a key of studies than with a key of descriptors.
  private func isStudy(_ file: URL) -> Bool {
    guard let bytes = try? readFile(file, upTo: YAMLReader.maximumBytes) else { return false }
    let keys = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line -> String? in
      guard let first = line.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else {
        return nil
      }
      return line.firstIndex(of: UInt8(ascii: ":"))
        .map { String(decoding: line[..<$0], as: UTF8.self) }
    }
    return keys.count { StudySchema.root[$0] != nil }
      > keys.count { DescriptorSchema.root[$0] != nil }
  }
}

/// The result of a validation.
package struct ValidationReport: Sendable {
  /// The number of descriptors.
  package var descriptors: Int
  /// The number of studies.
  package var studies: Int
  /// The number of operations.
  package var operations = 0
  /// All errors and warnings.
  package var diagnostics: [Diagnostic]

  /// A one-line summary: the numbers of files, operations and problems.
  package var summary: String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    let examples = operations == 0 ? "" : ", \(counted(operations, "operation", "operations"))"
    return "\(counted(descriptors, "descriptor", "descriptors")), "
      + "\(counted(studies, "study", "studies"))\(examples): "
      + "\(counted(errors, "error", "errors")), "
      + counted(warnings, "warning", "warnings")
  }

  private func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count == 0 ? "no" : String(count)) \(count == 1 ? one : many)"
  }
}
