/// The times and levels of looks at unfinished data that keep the error rate of all looks at 5 %.
///
/// A group-sequential design with the same level at every look (Pocock 1977), for looks after 2, 3,
/// 5, 8, 13 and 21 blocks; the levels come from a simulation of 10⁶ paths. The intervals of a look
/// are valid whenever the run stops (Jennison and Turnbull).
package struct SequentialLooks: Hashable, Sendable {
  /// The numbers of blocks after which to look, in ascending order.
  package let blocks: [Int]

  /// Plans the looks of a run of at most `maximumBlocks` blocks.
  package init(maximumBlocks: Int) {
    blocks = Self.plan.map(\.blocks).filter { $0 <= maximumBlocks }
  }

  /// The level of each look, instead of 0.05.
  package var level: Double { Self.level(looks: blocks.count) }

  /// The next look after `done` blocks; nil after the last one.
  package func next(after done: Int) -> Int? { blocks.first { $0 > done } }

  /// The level of each of several looks; 0.05 for one.
  ///
  /// Beyond the planned looks, for example if blocks are added to a finished run repeatedly, it is
  /// Bonferroni's, which is always valid.
  package static func level(looks: Int) -> Double {
    guard looks > 1 else { return 0.05 }
    return looks <= plan.count ? plan[looks - 1].level : 0.05 / Double(looks)
  }

  private static let plan: [(blocks: Int, level: Double)] = [
    (2, 0.0500), (3, 0.0317), (5, 0.0227), (8, 0.0177), (13, 0.0144), (21, 0.0122),
  ]
}
