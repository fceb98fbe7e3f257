internal import ArgumentParser
internal import Foundation
internal import IIIFBench

/// `iiif-bench validate`: checks descriptors and studies without starting anything.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check descriptors and studies; start nothing.")

  @Argument(help: "Files or folders; all descriptors and studies without any.")
  var paths: [String] = []

  @Option(help: "How findings are written.", transform: DiagnosticFormat.init(argument:))
  var format = DiagnosticFormat.text

  @OptionGroup var folders: Folders

  func run() throws {
    let validator = ProjectValidator(
      servers: [folders.serversFolder], studies: folders.studiesFolder,
      operations: Tool.operations)
    let report =
      paths.isEmpty
      ? validator.validate() : validator.validate(paths.map { URL(filePath: $0) })
    print(format.render(report.diagnostics), terminator: "")
    standardError(report.summary)
    if report.diagnostics.contains(where: { $0.severity == .error }) {
      throw ExitCode(ExitStatus.failed.rawValue)
    }
  }
}

extension DiagnosticFormat {
  /// Reads the value of `--format`.
  fileprivate init(argument: String) throws {
    guard let format = DiagnosticFormat(rawValue: argument) else {
      throw SelectionError.unknown(
        "output format", argument, known: DiagnosticFormat.allCases.map(\.rawValue))
    }
    self = format
  }
}
