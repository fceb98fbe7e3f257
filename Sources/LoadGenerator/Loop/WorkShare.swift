/// The share of a load that one event loop takes.
///
/// Loop `index` of `count` takes every `count`-th iteration, so that the loops share no state.
struct WorkShare: Equatable, Sendable {
  /// The index of the loop.
  var index: Int
  /// The number of loops.
  var count: Int

  /// The number of loops of a load: no more than users.
  static func loops(threads: Int, users: Int) -> Int { max(1, min(threads, users)) }

  /// This loop's share of a total; the first loops take the remainder.
  func share(of total: Int) -> Int { total / count + (index < total % count ? 1 : 0) }

  /// The index in the whole load of the loop's iteration `number`.
  func iteration(_ number: Int) -> Int { index + number * count }
}
