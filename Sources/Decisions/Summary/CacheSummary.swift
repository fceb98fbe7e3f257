package import Results

/// The hits of a wanted cache over the blocks of a cell.
package struct CacheSummary: Sendable {
  /// How hits are recognised.
  package let recognition: CacheFigures.Recognition
  /// The different requests of a block that were answered, on average.
  package let distinctRequests: Int
  /// Their pictures.
  package let pictures: Int
  /// The first requests after a start; nil if no block has them.
  package let cold: CachePhase?
  /// The measured windows.
  package let warm: CachePhase

  /// Combines blocks; nil without one.
  init?(_ blocks: [CacheFigures]) {
    guard let first = blocks.first, let warm = CachePhase(merging: blocks.map(\.warm)) else {
      return nil
    }
    recognition = first.recognition
    distinctRequests = blocks.reduce(0) { $0 + $1.distinctRequests } / blocks.count
    pictures = blocks.map(\.pictures).max() ?? 0
    cold = CachePhase(merging: blocks.compactMap(\.cold))
    self.warm = warm
  }
}

extension CachePhase {
  /// The phases of several blocks together; nil without one.
  fileprivate init?(merging phases: [CachePhase]) {
    guard !phases.isEmpty else { return nil }
    let seconds = phases.reduce(0) { $0 + $1.seconds }
    let answers = phases.reduce(0) { $0 + $1.seconds * $1.answersPerSecond }
    self.init(
      seconds: seconds, answersPerSecond: seconds > 0 ? answers / seconds : 0,
      hits: phases.reduce(0) { $0 + $1.hits }, misses: phases.reduce(0) { $0 + $1.misses },
      hitTime: LatencyFigures(merging: phases.compactMap(\.hitTime)),
      missTime: LatencyFigures(merging: phases.compactMap(\.missTime)))
  }
}
