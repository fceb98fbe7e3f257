import Glibc
import Testing

@testable import LoadGenerator

@Suite struct ArrivalSequenceTests {
  private let whole = WorkShare(index: 0, count: 1)

  @Test("Constant arrivals are evenly spaced from the beginning")
  func constant() {
    let sequence = ArrivalSequence(rate: 100, kind: .constant, seed: 0, share: whole)
    #expect(dueTimes(sequence, count: 4) == [0, 10_000_000, 20_000_000, 30_000_000])
  }

  @Test("Event loops share the same arrivals", arguments: Schedule.Arrivals.allCases)
  func shares(kind: Schedule.Arrivals) {
    let together = dueTimes(
      ArrivalSequence(rate: 50, kind: kind, seed: 7, share: whole), count: 60)
    let apart = (0..<3).flatMap { index in
      dueTimes(
        ArrivalSequence(rate: 50, kind: kind, seed: 7, share: WorkShare(index: index, count: 3)),
        count: 20)
    }
    #expect(apart.sorted() == together)
  }

  @Test("Only the seed determines Poisson arrivals")
  func seeds() {
    func times(_ seed: UInt64) -> [Nanoseconds] {
      dueTimes(ArrivalSequence(rate: 9, kind: .poisson, seed: seed, share: whole), count: 30)
    }
    #expect(times(1) == times(1))
    #expect(times(1) != times(2))
  }

  @Test("The gaps of Poisson arrivals pass a Kolmogorov-Smirnov test at 1 %", arguments: 1...5)
  func poisson(seed: UInt64) {
    let rate = 200.0
    let count = 20_000
    let times = dueTimes(
      ArrivalSequence(rate: rate, kind: .poisson, seed: seed, share: whole), count: count + 1)
    let gaps = zip(times.dropFirst(), times).map { Double($0 - $1) / 1e9 }.sorted()
    var distance = 0.0
    for (index, gap) in gaps.enumerated() {
      let expected = 1 - exp(-rate * gap)
      distance = max(
        distance, abs(expected - Double(index) / Double(count)),
        abs(expected - Double(index + 1) / Double(count)))
    }
    #expect(distance < 1.628 / Double(count).squareRoot())
  }

  @Test("A ramp has as many arrivals as the area under it, at an increasing rate")
  func ramp() {
    var sequence = ArrivalSequence(
      rate: 100, kind: .constant, stages: [Stage(duration: .seconds(10), from: 0, to: 1)],
      seed: 0, share: whole)
    #expect(sequence.due == .max)
    sequence.startStages(at: 0)
    let times = dueTimes(sequence, count: 700).map { Double($0) / 1e9 }
    #expect(times.filter { $0 < 10 }.count == 500)
    #expect(times.filter { $0 < 5 }.count == 125)
    #expect(abs(times[699] - 12) < 0.02)
  }

  @Test("A step and a pause take effect on time")
  func stepAndPause() {
    var sequence = ArrivalSequence(
      rate: 10, kind: .constant,
      stages: [
        Stage(duration: .seconds(1), level: 1), Stage(duration: .seconds(1), level: 0),
        Stage(duration: .seconds(1), level: 3),
      ], seed: 0, share: whole)
    // A warm-up of half a second at the first level.
    sequence.startStages(at: 500_000_000)
    let times = dueTimes(sequence, count: 44)
    #expect(times.filter { $0 < 1_500_000_000 }.count == 15)
    #expect(times.filter { $0 > 1_500_000_000 && $0 < 2_500_000_000 }.isEmpty)
    #expect(times.filter { $0 >= 1_500_000_000 && $0 < 3_500_000_000 }.count == 29)
  }

  @Test("After a last stage of level 0, nothing is due")
  func end() {
    var sequence = ArrivalSequence(
      rate: 10, kind: .constant, stages: [Stage(duration: .seconds(1), from: 1, to: 0)], seed: 0,
      share: whole)
    sequence.startStages(at: 0)
    let times = dueTimes(sequence, count: 10)
    #expect(times.filter { $0 <= 1_000_000_000 }.count == 6)
    #expect(times.last == .max)
  }

  @Test("Users leave their think time in the order of its end")
  func wakeQueue() {
    var queue = WakeQueue()
    let times: [Nanoseconds] = [50, 10, 40, 20, 30, 10]
    for (user, time) in times.enumerated() { queue.add(user, until: time) }
    #expect(queue.first == 10)
    #expect(queue.next(9) == nil)
    var woken: [Int] = []
    while let user = queue.next(45) { woken.append(user) }
    #expect(woken.map { times[$0] } == [10, 10, 20, 30, 40])
    #expect(queue.first == 50)
  }
}

/// The first due times of a sequence.
func dueTimes(_ sequence: ArrivalSequence, count: Int) -> [Nanoseconds] {
  var sequence = sequence
  return (0..<count).map { _ in
    defer { sequence.advance() }
    return sequence.due
  }
}
