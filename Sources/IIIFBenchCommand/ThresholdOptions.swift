import Results
import ArgumentParser
import IIIFBench
import Reports

/// Limits that a result is held against.
struct ThresholdOptions: ParsableArguments {
  @Option(
    name: .customLong("fail-if"),
    help: "A condition that must not hold, such as 'p99(crop) > 500ms'; may be repeated.")
  var conditions: [String] = []

  /// The thresholds of a study and those of the command line.
  ///
  /// - Throws: `ThresholdError`.
  func added(to thresholds: [Threshold]) throws -> [Threshold] {
    let added = try conditions.map { try Threshold($0) }
    return thresholds + added.filter { !thresholds.contains($0) }
  }

  /// Ends the command with status 1 when a measurement failed or a threshold was missed.
  ///
  /// - Throws: ``CommandFailure``.
  func refuse(_ result: BenchmarkResult) throws {
    var problems: [String] = []
    let failed = result.cells.count { cell in
      cell.state == .failed || cell.errorCount > 0
        || cell.state == .measured && !cell.hasValidAnswer
    }
    if failed > 0 {
      problems.append("\(failed) of \(result.cells.count) measurements failed or had errors")
    }
    let report = ThresholdReport(result)
    problems += report.misses.map(\.message)
    problems += report.idle.map { "\($0.text): no measured cell has that figure" }
    guard problems.isEmpty else {
      throw CommandFailure(problems.joined(separator: "\n"), status: .failed)
    }
  }
}
