/// The rule that selects bodies of a cell for comparison with reference pictures after the load.
///
/// Only the first valid answer to a request is kept, since other answers have the same body or are
/// reported as `changed`. The selection depends only on a request's place in the cell's table, so
/// the same requests are selected for every server and each reference is rendered once.
package struct BodySampling: Hashable, Sendable {
  /// One of this number of different requests is selected.
  package var oneIn: Int
  /// This number of first requests is always selected.
  package var atLeast: Int
  /// The maximum number of bytes kept per cell.
  package var maximumBytes: Int

  /// One in 100, at least 3, at most 32 MiB, so that keeping bodies costs at most about 20 ms per
  /// cell.
  package static let standard = BodySampling(oneIn: 100, atLeast: 3, maximumBytes: 32 << 20)
  /// All bodies.
  package static let all = BodySampling(oneIn: 1, atLeast: 0, maximumBytes: .max)
  /// None.
  package static let none = BodySampling(oneIn: 0, atLeast: 0, maximumBytes: 0)

  /// Creates a rule; `oneIn` 0 selects only the first ones.
  package init(oneIn: Int, atLeast: Int, maximumBytes: Int) {
    self.oneIn = oneIn
    self.atLeast = atLeast
    self.maximumBytes = maximumBytes
  }

  /// Creates the standard rule with another share; 0 selects none.
  package init(oneIn: Int) {
    self = oneIn == 0 ? .none : .standard
    self.oneIn = oneIn
  }

  /// Whether the image request at a place in the table, from 0, is selected.
  package func chooses(place: Int) -> Bool {
    if place < atLeast { return true }
    guard oneIn > 0 else { return false }
    // A hash instead of a fixed step, which could coincide with a pattern in the requests.
    let scattered = UInt64(place) &* 0x9E37_79B9_7F4A_7C15
    return (scattered >> 32) % UInt64(oneIn) == 0
  }
}
