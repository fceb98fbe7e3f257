/// What of a slice's conditions falls to one event loop.
struct SliceLimits: Sendable {
  /// Iterations after which the warm-up waits for the window, `Int.max` when it goes on by time.
  let warmUpIterations: Int
  /// Iterations that each user ends in the warm-up.
  let warmUpRounds: Int
  /// Iterations that are started in the window at the most.
  let windowIterations: Int
  /// Whether the window closes after a number of iterations.
  let stopsByIterations: Bool

  init(_ slice: LoadSlice, share: WorkShare) {
    stopsByIterations = slice.stop.iterations != nil
    windowIterations = slice.stop.iterations.map { share.share(of: $0) } ?? .max
    warmUpRounds = slice.warmUp.rounds
    let goesOn = slice.warmUp.duration > .zero || slice.warmUp.rounds > 0
    warmUpIterations = goesOn ? .max : share.share(of: slice.warmUp.iterations)
  }
}
