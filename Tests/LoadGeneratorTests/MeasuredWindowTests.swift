import Testing

@testable import LoadGenerator

@Suite struct MeasuredWindowTests {
  private let second: Nanoseconds = 1_000_000_000

  /// The sums of requests with these start and end times, in hundredths of a second.
  private func sums(
    _ spans: [(Int, Int)], window: MeasuredWindow, outcome: Outcome = .valid
  ) -> SliceSums {
    var sums = SliceSums(expecting: second)
    for (start, end) in spans {
      var exchange = LoadExchange(slot: 0, request: 0, started: Nanoseconds(start) * second / 100)
      exchange.done = Nanoseconds(end) * second / 100
      exchange.bodyBytes = 100
      exchange.outcome = outcome
      sums.record(exchange, in: window)
    }
    return sums
  }

  private func isClose(_ first: Double, _ second: Double) -> Bool { abs(first - second) < 1e-5 }

  private let oneUser = [
    (-5, 3), (3, 13), (13, 21), (21, 33), (33, 42), (42, 52), (52, 60), (60, 71), (71, 80),
    (80, 89), (89, 98), (98, 108),
  ]

  @Test("Requests across an end of the window are weighted with the share of their time in it")
  func fractional() {
    let sums = sums(oneUser, window: MeasuredWindow(opens: 0, closes: second))
    #expect(sums.completedInWindow == 11)
    #expect(isClose(sums.completions, 10.575))
    #expect(sums.bytes == 1100)
    #expect(isClose(sums.completedBytes, 1057.5))
  }

  @Test("Requests can fill the window, span it, or lie outside it")
  func edges() {
    let window = MeasuredWindow(opens: 0, closes: second)
    #expect(isClose(sums((0..<10).map { (10 * $0, 10 * $0 + 10) }, window: window).completions, 10))
    #expect(isClose(sums([(-100, 300)], window: window).completions, 0.25))
    #expect(sums(oneUser, window: MeasuredWindow()).completions == 0)
    #expect(sums([(-20, 0), (100, 120)], window: window).completions == 0)
    #expect(sums([(50, 50)], window: window).completions == 1)
  }

  @Test("A failed request is not a completion, but ends in the window")
  func failures() {
    let window = MeasuredWindow(opens: 0, closes: second)
    let sums = sums(oneUser, window: window, outcome: .fault(.reset))
    #expect(sums.completions == 0)
    #expect(sums.completedBytes == 0)
    #expect(sums.endedInWindow == 11)
  }

  @Test("The tenths of a window of any length add up to its completions")
  func tenths() {
    for length in [1, 2, 7, 30].map({ $0 * second }) {
      let window = MeasuredWindow(opens: 0, closes: length)
      let count = Int(length / second) * 4
      let sums = sums((0..<count).map { (25 * $0 - 10, 25 * $0 + 15) }, window: window)
      let tenths = sums.bins.tenths(of: length)
      #expect(tenths.count == 10)
      #expect(isClose(tenths.reduce(0, +), sums.completions))
      for tenth in tenths.dropLast() {
        #expect(abs(tenth - Double(count) / 10) < 0.02 * Double(count) / 10)
      }
    }
  }

  @Test("Tenths of a window of the expected length are exact")
  func exactTenths() {
    let sums = sums(
      [(0, 10), (5, 15), (95, 100)], window: MeasuredWindow(opens: 0, closes: second))
    let tenths = sums.bins.tenths(of: second)
    for (tenth, expected) in zip(tenths, [1.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 1]) {
      #expect(isClose(tenth, expected))
    }
  }

  @Test("Bins of loops add up, whichever is wider")
  func mergedBins() {
    var short = WindowBins(expecting: second)
    short.add(3, over: 0..<(second / 10))
    var long = WindowBins(expecting: second)
    long.add(5, over: (9 * second)..<(10 * second))
    #expect(long.width > short.width)
    var sum = short
    sum.add(long)
    var other = long
    other.add(short)
    #expect(sum.width == other.width)
    #expect(sum.bins == other.bins)
    let tenths = sum.tenths(of: 10 * second)
    #expect(isClose(tenths[0], 3))
    #expect(isClose(tenths[9], 5))
  }
}
