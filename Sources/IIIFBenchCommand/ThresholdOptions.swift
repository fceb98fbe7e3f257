import Results
import ArgumentParser
import IIIFBench
import Reports

/// Flags for thresholds.
struct ThresholdOptions: ParsableArguments {
  @Option(
    name: .customLong("fail-if"),
    help: "A limit, such as 'p99(crop) > 500ms'; exceeding it fails the run. Repeatable.")
  var conditions: [String] = []

  /// The thresholds of a study and of the flags.
  ///
  /// - Throws: `ThresholdError`.
  func added(to thresholds: [Threshold]) throws -> [Threshold] {
    let added = try conditions.map { try Threshold($0) }
    return thresholds + added.filter { !thresholds.contains($0) }
  }

  /// Fails if a measurement failed or a threshold was exceeded.
  ///
  /// - Throws: ``CommandFailure`` with status 1.
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
    problems += report.idle.map { "\($0.text): no measured cell has this metric" }
    guard problems.isEmpty else {
      throw CommandFailure(problems.joined(separator: "\n"), status: .failed)
    }
  }
}
