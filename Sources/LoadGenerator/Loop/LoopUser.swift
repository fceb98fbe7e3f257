/// A user: runs one iteration at a time over its own connections.
struct LoopUser {
  /// The current step.
  var step = 0
  /// The end index of the iteration's steps.
  var stepsEnd = 0
  /// The step's next request.
  var nextRequest = 0
  /// The end index of the step's requests.
  var requestsEnd = 0
  /// Pending requests.
  var inFlight = 0
  /// When the step's requests were due.
  var due: Nanoseconds = 0
  /// When the iteration was due.
  var iterationDue: Nanoseconds = 0
  /// When the iteration started; `Nanoseconds.max` between iterations.
  var iterationStart: Nanoseconds = .max
  /// Whether the iteration started in the measured window.
  var inWindow = false
  /// Whether the load continues until the iteration has ended.
  var isAwaited = false
  /// Whether all answers of the iteration are valid so far.
  var isValid = true
  /// The current part of the iteration.
  var part: Int?
  /// When the part was due.
  var partDue: Nanoseconds = 0
  /// Whether all answers of the part are valid so far.
  var isPartValid = true
  /// Ended iterations in the slice.
  var ended = 0
  /// Whether the user has completed its round of the window.
  var hasRound = false
}
