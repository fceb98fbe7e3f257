/// The part of a load's work that falls to one of its event loops.
///
/// Loop `index` of `count` takes every `count`-th iteration, so that the loops share nothing.
struct WorkShare: Equatable, Sendable {
  /// The loop, from 0.
  var index: Int
  /// All loops of the load.
  var count: Int

  /// The loops that a load has work for: no more than it has users.
  static func loops(threads: Int, users: Int) -> Int { max(1, min(threads, users)) }

  /// This loop's share of `total` things, the first loops taking what is left over.
  func share(of total: Int) -> Int { total / count + (index < total % count ? 1 : 0) }

  /// The index in the whole load of the loop's own iteration `number`.
  func iteration(_ number: Int) -> Int { index + number * count }
}
