import Foundation
import IIIFBench
import Results
import Statistics

/// Ranks the candidates for a mix and decides all of their pairs.
struct MixRanking {
  private(set) var candidates: [MixCandidate]
  private let mix: RequestMix

  init(_ unordered: [MixCandidate], mix: RequestMix, level: Double) {
    self.mix = mix
    var ranked = unordered.sorted { $0.throughput > $1.throughput }
    Self.addIntervals(to: &ranked, mix)
    var pairs: [(better: Int, worse: Int, estimate: BlockEstimate)] = []
    for better in ranked.indices {
      for worse in ranked.indices.dropFirst(better + 1) {
        if let found = Self.compare(ranked[worse], ranked[better], mix) {
          pairs.append((better, worse, found))
        }
      }
    }
    let decided = EstimateFamily(pairs.map(\.estimate), level: level).comparisons
    let different = zip(pairs, decided).compactMap { pair, comparison -> (Int, Int)? in
      switch comparison.verdict {
      case .slower: (pair.better, pair.worse)
      case .faster: (pair.worse, pair.better)
      case .level, .undecided: nil
      }
    }
    let places = Places(count: ranked.count, better: different).ranges
    let letters = LetterDisplay(count: ranked.count, different: different).letters
    for index in ranked.indices {
      ranked[index].places = places[index]
      ranked[index].letters = letters[index]
      ranked[index].behind =
        zip(pairs, decided).first { $0.0.better == 0 && $0.0.worse == index }?.1
    }
    candidates = ranked
  }

  /// Where the first candidate stops to be the fastest; nothing for a mix of one operation.
  func turns(parts: [MixAdvice.Part]) -> [MixAdvice.Turn] {
    guard parts.count > 1, candidates.count > 1 else { return [] }
    return parts.indices.map { kind in
      MixAdvice.Turn(
        operation: parts[kind].operation, share: mix.shares[kind],
        sensitivity: MixSensitivity(
          mix, kind: kind, throughputs: candidates.map(\.meanRates), winner: 0))
    }
  }

  /// ln of the mix's throughput of one candidate over another; nil without a common block.
  private static func compare(
    _ first: MixCandidate, _ second: MixCandidate, _ mix: RequestMix
  ) -> BlockEstimate? {
    let parts = first.cells.indices.map { index in
      MixComparison.Part(
        first: first.rates[index], second: second.rates[index],
        firstCompletions: first.cells[index].meanCompletions,
        secondCompletions: second.cells[index].meanCompletions)
    }
    return MixComparison(mix, parts: parts)?.estimate
  }

  /// The intervals of the throughputs over the blocks, pooled over the candidates of a server.
  private static func addIntervals(to candidates: inout [MixCandidate], _ mix: RequestMix) {
    for server in Set(candidates.map(\.server)) {
      let own = candidates.indices.filter { candidates[$0].server == server }
      let rows = own.compactMap { index -> BlockRow? in
        let times = MixSurvey.times(of: candidates[index].rates, mix)
        return BlockRow(values: times.mapValues { -log($0) })
      }
      guard rows.count == own.count else { continue }
      for (index, figure) in zip(own, CellFigures(rows).figures) where figure.blocks > 1 {
        candidates[index].interval = figure.interval
      }
    }
  }
}

extension CellSummary {
  /// The mean completions of a window.
  fileprivate var meanCompletions: Double {
    blocks.reduce(0) { $0 + $1.completion.answers } / Double(max(1, blocks.count))
  }
}
