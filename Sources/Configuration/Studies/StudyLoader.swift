import IIIF
import IIIFBench
package import Support
package import Foundation

/// Loads studies and reports all of their problems.
package struct StudyLoader: Sendable {
  /// Creates a loader.
  package init() {}

  /// The JSON Schema of studies, for editors.
  package static func jsonSchema() -> String {
    JSONSchema.text(of: StudySchema.root, title: "A study for iiif-bench")
  }

  /// Loads every study of a folder.
  package func load(directory: URL) -> StudyCatalog {
    do {
      let listing = try YAMLFolder(directory)
      return StudyCatalog(
        loaded: listing.files.map { load($0, in: listing) }, problems: listing.problems)
    } catch {
      return StudyCatalog(loaded: [], problems: [error.diagnostic])
    }
  }

  /// Loads one study.
  package func load(file: URL) -> StudyCatalog {
    let listing = YAMLFolder(file: file)
    return StudyCatalog(
      loaded: listing.files.map { load($0, in: listing) }, problems: listing.problems)
  }

  /// The study and the problems of a file.
  package struct Loaded: Sendable {
    package var name: String
    package var study: LoadedStudy?
    package var diagnostics: [Diagnostic]
  }

  /// Loads a file of a folder.
  package func load(_ file: String, in listing: YAMLFolder) -> Loaded {
    let name = String(file.dropLast(DescriptorLoader.fileExtension.count + 1))
    do {
      let bytes = try readFile(listing.url.appending(path: file), upTo: YAMLReader.maximumBytes)
      return decode(SourceText(path: listing.shown(file), bytes: bytes), named: name)
    } catch {
      let message = "the file cannot be read: \(error.reason)"
      return Loaded(
        name: name, diagnostics: [Diagnostic(file: listing.shown(file), message: message)])
    }
  }

  /// Decodes a study from its text.
  package func decode(_ source: SourceText, named name: String) -> Loaded {
    var diagnostics = DiagnosticCollector(source: source)
    var loaded = Loaded(name: name, diagnostics: [])
    if let root = YAMLReader.read(&diagnostics) {
      var checker = SchemaChecker(schema: StudySchema.root, diagnostics: diagnostics)
      checker.check(root)
      diagnostics = checker.diagnostics
      check(root, name: name, &diagnostics)
      if diagnostics.errorCount == 0 { checkThresholds(of: root, &diagnostics) }
      if diagnostics.errorCount == 0 {
        loaded.study = LoadedStudy(
          study: StudyDecoder.study(root, name: name), root: root, source: source)
      }
    }
    loaded.diagnostics = diagnostics.sorted
    return loaded
  }

  private func check(_ root: YAMLNode, name: String, _ diagnostics: inout DiagnosticCollector) {
    guard root.isMapping else { return }
    if !TextForm.name.accepts(name) {
      diagnostics.error(
        "the file name \(name.quoted) must be \(TextForm.name.expectation)",
        at: .start)
    }
    var operations: Set<String> = []
    for node in root["operations"]?.items ?? [] {
      guard let name = node.text ?? node.entries.first?.key else { continue }
      if !operations.insert(name).inserted {
        diagnostics.error(
          "'\(name)' appears twice in 'operations'; use a second study for other options",
          at: node.location)
      }
    }
  }

  /// A threshold for something that the study does not measure has no effect.
  private func checkThresholds(of root: YAMLNode, _ diagnostics: inout DiagnosticCollector) {
    let study = StudyDecoder.study(root, name: "")
    for node in root["fail-if"]?.items ?? [] {
      guard let text = node.text, let threshold = try? Threshold(text),
        let unmeasured = threshold.scope.unmeasured(in: study)
      else { continue }
      diagnostics.error(
        "'fail-if' names the \(unmeasured.kind) \(unmeasured.name.quoted), which the study does not "
          + "measure\(suggestion(for: unmeasured.name, in: unmeasured.known))", at: node.location)
    }
  }
}

/// The studies in a folder and the problems of its files.
package struct StudyCatalog: Sendable {
  /// The studies of valid files, ordered by name.
  package internal(set) var studies: [LoadedStudy]
  /// The names of files with errors.
  package internal(set) var invalidNames: [String]
  /// The problems, ordered by file and place.
  package internal(set) var diagnostics: [Diagnostic]

  package init(loaded: [StudyLoader.Loaded], problems: [Diagnostic]) {
    studies = loaded.compactMap(\.study)
    invalidNames = loaded.filter(\.diagnostics.hasErrors).map(\.name)
    diagnostics = problems + loaded.flatMap(\.diagnostics)
  }

  /// The study with a name.
  ///
  /// - Throws: ``StudySelectionError``.
  package func select(_ name: String) throws(StudySelectionError) -> LoadedStudy {
    if let study = studies.first(where: { $0.study.name == name }) { return study }
    if invalidNames.contains(name) { throw .invalid(name: name) }
    throw .unknown(name: name, known: studies.map(\.study.name))
  }
}

/// A name that does not select a study.
package enum StudySelectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No study has the name.
  case unknown(name: String, known: [String])
  /// The study's file has errors.
  case invalid(name: String)

  /// The problem and the known names.
  package var description: String {
    switch self {
    case .unknown(let name, let known): unknownName("study", name, among: known)
    case .invalid(let name):
      "the study '\(name)' has errors; run 'iiif-bench validate'"
    }
  }
}
