import Decisions
import IIIFBench
import Statistics

/// Describes what the open pairs of a comparison exclude, and how many blocks decide them.
struct OpenWords {
  let comparison: ComparedCells
  /// The mean duration of a block; nil if unknown.
  var secondsPerBlock: Double?

  /// The largest number of blocks that a run can have.
  private static let maximumBlocks = 21
  /// The number of servers that a sentence names.
  private static let maximumNames = 4

  /// The excluded differences and the advice; nil without an open pair.
  ///
  /// `b is between 4 % slower and 7 % faster than a; 3 more blocks (4 min) would detect 5 %`.
  var sentence: String? {
    let open = comparison.openPairs
    guard !open.isEmpty else { return nil }
    guard open.contains(where: isRepeated) else { return "one block decides nothing" }
    let leading = open.filter { $0.better == 0 }
    let behind = open.count - leading.count
    let rest = behind == 0 ? [] : ["\(Quantity.counted(behind, "pair")) of other servers open"]
    return (bounds(of: leading) + rest + [advice(for: leading.isEmpty ? open : leading)])
      .joined(separator: "; ")
  }

  private func isRepeated(_ pair: PairVerdict) -> Bool {
    pair.comparison.map { $0.estimate.blocks > 1 } ?? false
  }

  /// Whether the interval excludes no difference of interest.
  private func isUnbounded(_ pair: PairVerdict) -> Bool {
    pair.comparison.map { $0.interval.lowerBound < 0.1 && $0.interval.upperBound > 10 } ?? false
  }

  /// What the intervals of pairs with the best server leave possible.
  private func bounds(of pairs: [PairVerdict]) -> [String] {
    let repeated = pairs.filter(isRepeated)
    let (known, vague) = (
      repeated.filter { !isUnbounded($0) }, repeated.filter(isUnbounded).map { name($0.worse) }
    )
    let named = known.prefix(Self.maximumNames).enumerated().compactMap { index, pair in
      pair.comparison.map { result in
        let range = RatioText.between(result.interval)
        return index == 0
          ? "\(name(pair.worse)) is \(range) than \(name(pair.better))"
          : "\(name(pair.worse)) \(range)"
      }
    }
    let more = known.count - named.count
    let unknown = pairs.filter { !isRepeated($0) }.map { name($0.worse) }
    return [
      (named + (more > 0 ? ["\(more) more"] : [])).joined(separator: ", "),
      vague.isEmpty
        ? "" : "no difference is excluded for \(NameList.text(vague, limit: Self.maximumNames))",
      unknown.isEmpty
        ? "" : "\(NameList.text(unknown)) and \(name(0)) do not have two blocks in common",
    ].filter { !$0.isEmpty }
  }

  /// How many blocks decide all of the pairs within the margin, or what the maximum number of blocks
  /// detects.
  private func advice(for pairs: [PairVerdict]) -> String {
    let results = pairs.filter(isRepeated).compactMap(\.comparison)
    let blocks = results.map(\.estimate.blocks).max() ?? 0
    let limit = max(Self.maximumBlocks, 2 * blocks)
    let needed = results.map { $0.blocksForMargin(limit: limit) }
    guard let most = needed.compactMap(\.self).max(), !needed.contains(nil) else {
      let resolution = results.map { $0.resolution(blocks: limit) }.max() ?? 0
      return
        "\(limit) blocks\(time(limit - blocks)) would detect \(RatioText.difference(resolution))"
    }
    guard most > blocks else {
      let resolution = results.map { $0.resolution(blocks: blocks) }.max() ?? 0
      return "\(blocks) blocks detect \(RatioText.difference(resolution)) in 9 of 10 runs"
    }
    return "\(Quantity.counted(most - blocks, "more block"))\(time(most - blocks)) would detect "
      + RatioText.margin(comparison.margin)
  }

  private func time(_ blocks: Int) -> String {
    secondsPerBlock.map { " (\(Quantity.time(seconds: $0 * Double(blocks))))" } ?? ""
  }

  private func name(_ server: Int) -> String { comparison.servers[server].cell.cell.serverLabel }
}
