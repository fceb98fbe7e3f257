import Foundation
package import IIIFBench
package import Results
package import Statistics
import Support

/// Which server and source format suit a mix of requests.
///
/// The throughput of a mix is the weighted harmonic mean of the throughputs of its operations, block
/// by block; all pairs of candidates are decided as one family.
package struct MixAdvice: Sendable {
  /// An operation with its weight.
  package struct Part: Hashable, Sendable {
    /// The operation's name.
    package let operation: String
    /// Its weight.
    package let weight: Double

    /// Creates a part.
    package init(operation: String, weight: Double) {
      (self.operation, self.weight) = (operation, weight)
    }
  }

  /// The shares at which the choice stays the same, for one operation.
  package struct Turn: Sendable {
    /// The operation.
    package let operation: String
    /// Its share of the mix.
    package let share: Double
    /// Where the choice changes.
    package let sensitivity: MixSensitivity
  }

  /// The operations.
  package let parts: [Part]
  /// The load.
  package let load: Load
  /// The candidates, the fastest first.
  package let candidates: [MixCandidate]
  /// Those that drop out.
  package let dropped: [DroppedCandidate]
  /// Where the first candidate stops to be the fastest, by operation.
  package let turns: [Turn]
  /// Differences of the answers between candidates.
  package let differences: [WorkDifference]

  /// Why there is no advice.
  package enum Problem: Error, Hashable, Sendable {
    /// The result lacks operations; the ones that it has.
    case unknownOperations([String], known: [String])
    /// The result has no such closed-loop load; the ones that it has.
    case unknownLoad(Int?, known: [Int])
    /// No server can do the mix.
    case noCandidate([DroppedCandidate])
  }

  /// Advises on a result.
  ///
  /// - Parameters:
  ///   - users: The number of users; nil for the largest of the result.
  ///   - parts: The operations with positive weights.
  /// - Throws: ``Problem``.
  package init(
    _ result: BenchmarkResult, parts: [Part], users: Int? = nil
  ) throws(Problem) {
    let summary = ResultSummary(result)
    let known = unique(summary.cells.map(\.cell.operation))
    let missing = parts.map(\.operation).filter { !known.contains($0) }
    guard missing.isEmpty else { throw .unknownOperations(missing, known: known) }
    let load = try Self.load(users, in: summary)
    let survey = MixSurvey(summary, parts: parts, load: load, files: result.images.files)
    guard let mix = RequestMix(weights: parts.map(\.weight)), !survey.candidates.isEmpty else {
      throw .noCandidate(survey.dropped)
    }
    let ranking = MixRanking(
      survey.candidates, mix: mix, level: Verdicts.level(of: result.study.blocks))
    self.parts = parts
    self.load = load
    candidates = ranking.candidates.map { candidate in
      var candidate = candidate
      candidate.measured = Self.measured(candidate, mix, parts, in: summary, study: result.study)
      return candidate
    }
    dropped = survey.dropped
    turns = ranking.turns(parts: parts)
    let answers = ranking.candidates.compactMap { candidate in
      ServerAnswers(server: candidate.name, cells: candidate.cells)
    }
    differences = WorkAspect.allCases.filter(\.decidesWork)
      .compactMap { WorkDifference($0, among: answers) }
  }

  private static func load(_ users: Int?, in summary: ResultSummary) throws(Problem) -> Load {
    let known = Set(
      summary.cells.compactMap { cell -> Int? in
        if case .concurrency(let users) = cell.cell.load { users } else { nil }
      }
    ).sorted()
    guard let chosen = users ?? known.last, known.contains(chosen) else {
      throw .unknownLoad(users, known: known)
    }
    return .concurrency(chosen)
  }

  /// The throughput of an operation of the study that is the same mix, found by its options.
  private static func measured(
    _ candidate: MixCandidate, _ mix: RequestMix, _ parts: [Part], in summary: ResultSummary,
    study: Study
  ) -> Double? {
    let shares = Dictionary(zip(parts.map(\.operation), mix.shares)) { first, _ in first }
    let same = study.operations.first { operation in
      operation.options.values.contains { value in
        guard let other = Self.shares(in: value), other.count == shares.count else { return false }
        return shares.allSatisfy { abs((other[$0.key] ?? 0) - $0.value) < 1e-6 }
      }
    }
    let load = candidate.cells.first?.cell.load
    return summary.cells.first {
      $0.cell.operation == same?.name && $0.cell.serverLabel == candidate.server
        && $0.cell.format == candidate.format && $0.cell.load == load && $0.state == .measured
    }?.throughput?.mean
  }

  /// The shares in a text such as `crop=60,full=40`; nil for another text.
  private static func shares(in text: String) -> [String: Double]? {
    var weights: [String: Double] = [:]
    for part in text.split(separator: ",") {
      let words = part.split(separator: "=").map(String.init)
      guard words.count == 2, let weight = Double(words[1]), weight > 0 else { return nil }
      weights[words[0]] = weight
    }
    let total = weights.values.reduce(0, +)
    return total > 0 ? weights.mapValues { $0 / total } : nil
  }
}

extension MixCandidate {
  /// `server × format`.
  package var name: String { "\(server) × \(format.name)" }
}
