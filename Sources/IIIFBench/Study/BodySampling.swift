/// Which bodies of a cell are kept, to be compared with reference pictures after the load.
///
/// Of the answers to one request only the first right one can be kept: the others have the same
/// body, or are `changed`. Which requests are chosen depends on their place in the cell's table
/// alone, so that the same ones are chosen of every server and each reference is made once.
package struct BodySampling: Hashable, Sendable {
  /// One in so many different requests is chosen.
  package var oneIn: Int
  /// The first so many are chosen in any case.
  package var atLeast: Int
  /// The most bytes that are kept of a cell.
  package var maximumBytes: Int

  /// One in 100, at least 3, at most 32 MiB, so that keeping costs some 20 ms of a cell at the most.
  package static let standard = BodySampling(oneIn: 100, atLeast: 3, maximumBytes: 32 << 20)
  /// All bodies.
  package static let all = BodySampling(oneIn: 1, atLeast: 0, maximumBytes: .max)
  /// None.
  package static let none = BodySampling(oneIn: 0, atLeast: 0, maximumBytes: 0)

  /// Creates a rule; `oneIn` 0 chooses none beyond the first ones.
  package init(oneIn: Int, atLeast: Int, maximumBytes: Int) {
    self.oneIn = oneIn
    self.atLeast = atLeast
    self.maximumBytes = maximumBytes
  }

  /// The standard with another share; 0 chooses none.
  package init(oneIn: Int) {
    self = oneIn == 0 ? .none : .standard
    self.oneIn = oneIn
  }

  /// Whether the request of a place among the different ones for images, from 0, is chosen.
  package func chooses(place: Int) -> Bool {
    if place < atLeast { return true }
    guard oneIn > 0 else { return false }
    // Scattered, so that a pattern in the requests does not hide in a step of the sample.
    let scattered = UInt64(place) &* 0x9E37_79B9_7F4A_7C15
    return (scattered >> 32) % UInt64(oneIn) == 0
  }
}
