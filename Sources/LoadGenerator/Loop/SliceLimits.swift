/// The limits of a slice for one event loop.
struct SliceLimits: Sendable {
  /// Iterations after which the warm-up pauses until the window opens; `Int.max` if it does not pause.
  let warmUpIterations: Int
  /// The warm-up's iterations of each user.
  let warmUpRounds: Int
  /// The maximum number of iterations that start in the window.
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
