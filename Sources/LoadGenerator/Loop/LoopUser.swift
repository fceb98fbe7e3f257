/// One who works through iterations, one at a time, over connections of its own.
struct LoopUser {
  /// The current step.
  var step = 0
  /// The index behind the last step of the iteration.
  var stepsEnd = 0
  /// The next request of the step to be sent.
  var nextRequest = 0
  /// The index behind the last request of the step.
  var requestsEnd = 0
  /// Requests under way.
  var inFlight = 0
  /// When the requests of the step were due.
  var due: Nanoseconds = 0
  /// When the iteration was due.
  var iterationDue: Nanoseconds = 0
  /// When the iteration was started; `Nanoseconds.max` while none is under way.
  var iterationStart: Nanoseconds = .max
  /// Whether the iteration was started in the measured window.
  var inWindow = false
  /// Whether the load is kept up until the iteration has ended.
  var isAwaited = false
  /// Whether all answers of the iteration were right so far.
  var isRight = true
  /// The part of the iteration that is under way.
  var part: Int?
  /// When it was due.
  var partDue: Nanoseconds = 0
  /// Whether all of its answers were right so far.
  var isPartRight = true
  /// Iterations that ended in the slice.
  var ended = 0
  /// Whether an iteration has ended that makes the window's round complete for this user.
  var hasRound = false
}
