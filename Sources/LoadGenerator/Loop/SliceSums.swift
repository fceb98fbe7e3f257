/// The sums of one slice in one or more event loops.
struct SliceSums: Sendable {
  var requests = 0
  var errors = 0
  var iterations = 0
  var completedInWindow = 0
  /// Requests that ended in the window, including failed ones.
  var endedInWindow = 0
  var completions = 0.0
  var bytes = 0
  var completedBytes = 0.0
  var iterationsCompleted = 0.0
  var bins: WindowBins
  /// When the last request ended.
  var lastDone: Nanoseconds = 0

  init(expecting length: Nanoseconds) { bins = WindowBins(expecting: length) }

  /// Adds the sums of another loop.
  mutating func add(_ other: SliceSums) {
    requests += other.requests
    errors += other.errors
    iterations += other.iterations
    completedInWindow += other.completedInWindow
    endedInWindow += other.endedInWindow
    completions += other.completions
    bytes += other.bytes
    completedBytes += other.completedBytes
    iterationsCompleted += other.iterationsCompleted
    bins.add(other.bins)
    lastDone = max(lastDone, other.lastDone)
  }

  /// Records a request; its answer is weighted with the share of its time in the window.
  mutating func record(_ exchange: LoadExchange, in window: MeasuredWindow) {
    lastDone = max(lastDone, exchange.done)
    let isDoneInWindow = window.contains(exchange.done)
    if isDoneInWindow { endedInWindow += 1 }
    guard exchange.outcome == .valid else { return }
    if isDoneInWindow {
      completedInWindow += 1
      bytes += exchange.bodyBytes
      if exchange.sent >= window.opens {
        completions += 1
        completedBytes += Double(exchange.bodyBytes)
        let first = exchange.sent - window.opens
        return bins.add(1, over: first..<max(first + 1, exchange.done - window.opens))
      }
    }
    guard let overlap = window.overlap(from: exchange.sent, to: exchange.done) else { return }
    let share = window.share(from: exchange.sent, to: exchange.done)
    completions += share
    completedBytes += share * Double(exchange.bodyBytes)
    bins.add(share, over: overlap.lowerBound - window.opens..<overlap.upperBound - window.opens)
  }
}
