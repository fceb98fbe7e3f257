import Decisions
import Measuring
import Results
import ArgumentParser
import Foundation
import IIIFBench
import Reports
import Support

/// `iiif-bench report`: renders a stored result.
struct ReportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: "Render a result or the journal of an interrupted run.",
      discussion: "Without an output file, the table is written to standard output.")
  }

  @Argument(help: "A result.json, a journal.jsonl, or the folder of a run.", completion: .file())
  var result = "results/latest"

  @Option(help: "Write an HTML page to this file.", completion: .file())
  var html: String?

  @Option(help: "Write Markdown to this file, for a pull request.", completion: .file())
  var markdown: String?

  @Option(help: "Write CSV with one row per cell and block to this file.", completion: .file())
  var csv: String?

  @Option(help: "Write JUnit XML to this file.", completion: .file())
  var junit: String?

  @Option(
    help: "Add the output of 'check --json' in this file to the HTML page.",
    completion: .file())
  var compliance: String?

  @Option(
    help: """
      Add a table of the other variants of this server, or of the other servers if it has none, \
      against it.
      """)
  var baseline: String?

  @OptionGroup var thresholdOptions: ThresholdOptions

  func validate() throws {
    guard compliance == nil || html != nil else {
      throw ValidationError("--compliance requires --html FILE")
    }
  }

  func run() throws {
    let stored = try ResultStore.read(URL(filePath: result))
    for problem in stored.problems { Log.current.warning(problem) }
    var result = stored.result
    result.study.thresholds = try thresholdOptions.added(to: result.study.thresholds)
    let check = try compliance.map { try ComplianceReport(contentsOf: URL(filePath: $0)) }
    let variants = try baseline.map {
      VariantTable(try PairedChanges(result, variantsOf: $0))
    }
    try write(to: html) {
      HTMLReport(result, compliance: check, variants: variants).text
    }
    try write(to: markdown) {
      MarkdownReport(result).text + (variants.map { "\n" + $0.markdown } ?? "")
    }
    try write(to: csv) { CSVReport(result).text }
    try write(to: junit) { JUnitReport(result).text }
    if [html, markdown, csv, junit].allSatisfy({ $0 == nil }) {
      print(TerminalTable(result, width: Terminal.width, colour: Terminal.colour).text)
      if let variants { print(variants.text(width: Terminal.width, colour: Terminal.colour)) }
    }
    if !result.study.thresholds.isEmpty { try thresholdOptions.refuse(result) }
    guard stored.problems.isEmpty else {
      throw CommandFailure("the stored result is damaged; see the warnings", status: .failed)
    }
  }

}

/// Writes a text to a file; nothing without a path.
///
/// - Throws: `StorageError`.
func write(to path: String?, _ text: () -> String) throws {
  guard let path else { return }
  do {
    try OutputFile.write(text(), to: path)
  } catch {
    throw StorageError(path: path, error: error)
  }
}
