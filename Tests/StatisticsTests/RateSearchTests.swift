import Foundation
@testable import Statistics
import Testing

@Suite struct RateSearchTests {
  /// The response times of a queue with exponential arrivals and service (M/M/1), from an idle start.
  private func responseTimes(
    rate: Double, service: Double, count: Int, random: inout SeededRandom
  ) -> [Double] {
    var (arrival, free) = (0.0, 0.0)
    return (0..<count).map { _ in
      arrival += -log(random.uniform()) / rate
      free = max(free, arrival) - log(random.uniform()) / service
      return free - arrival
    }
  }

  private func probe(
    _ rate: Double, _ count: Int, limit: Double, service: Double, random: inout SeededRandom
  ) -> RateSearch.Probe {
    // The queue is filled before the probe, as a warm-up does.
    let all = responseTimes(rate: rate, service: service, count: 2 * count, random: &random)
    let times = all.suffix(count)
    let third = count / 3
    let medians = [times.prefix(third), times.suffix(third)].map { median(Array($0)) ?? 0 }
    return RateSearch.Probe(
      requests: count, misses: times.count { $0 > limit },
      isOverloaded: rate > service && medians[1] > 1.5 * medians[0])
  }

  private func search(
    start: Double, share: Double, limit: Double, seed: UInt64
  ) -> (outcome: RateSearch.End?, probes: Int) {
    var random = SeededRandom(state: seed)
    var search = RateSearch(start: start, share: share)
    for probes in 0..<200 {
      switch search.next {
      case .end(let outcome): return (outcome, probes)
      case .probe(let rate, let requests, let isFresh):
        // A start differs from others by 3 %.
        let service = 100 * (isFresh ? exp(0.03 * random.normal()) : 1)
        search.take(probe(rate, requests, limit: limit, service: service, random: &random))
      }
    }
    return (nil, 200)
  }

  @Test("The highest rate of an M/M/1 queue is found within 10 % from any start")
  func queue() throws {
    // The 95th percentile is ln 20 / (μ − λ): 0.13 s at λ = 76.96/s.
    let found = (1...20).compactMap { seed -> Double? in
      let start = 5 * pow(80, Double(seed % 7) / 6)
      let result = search(start: start, share: 0.95, limit: 0.13, seed: UInt64(seed))
      guard case .kept(let rate, _)? = result.outcome else { return nil }
      return rate
    }
    #expect(found.count == 20)
    let mean = found.reduce(0, +) / Double(found.count)
    #expect(abs(mean / 76.96 - 1) < 0.1)
    #expect(found.count { $0 > 76.96 * 1.05 } <= 1)
  }

  @Test("Bracketing doubles and halves, bisection ends at 5 %, and fresh starts confirm")
  func steps() {
    var search = RateSearch(start: 10, share: 0.95, requests: 400)
    var rates: [Double] = []
    var fresh = 0
    while case .probe(let rate, let requests, let isFresh) = search.next {
      rates.append(rate)
      fresh += isFresh ? 1 : 0
      #expect(requests == (isFresh ? 800 : 400))
      search.take(RateSearch.Probe(requests: requests, misses: rate > 50 ? requests : 0))
    }
    #expect(Array(rates.prefix(4)) == [10, 20, 40, 80])
    #expect(fresh == 3)
    guard case .end(.kept(let rate, let failed?)) = search.next else {
      Issue.record("expected a kept rate")
      return
    }
    #expect(rate <= 50 && failed > 50 && failed / rate <= 1.05)
  }

  @Test("A server that keeps no rate, and a generator that is late, are told apart")
  func limits() {
    var none = RateSearch(start: 64, share: 0.95)
    while case .probe(_, let requests, _) = none.next {
      none.take(RateSearch.Probe(requests: requests, misses: requests))
    }
    #expect(none.next == .end(.none(below: 1)))
    var late = RateSearch(start: 100, share: 0.95)
    while case .probe(let rate, let requests, _) = late.next {
      late.take(
        RateSearch.Probe(
          requests: requests, misses: rate > 1000 ? requests : 0, isVoid: true))
    }
    guard case .end(.generatorLimit(let rate, let kept?)) = late.next else {
      Issue.record("expected the generator's limit")
      return
    }
    #expect(kept <= 1000 && rate > 1000)
  }

  @Test("Counts that do not decide are doubled twice, then the share decides")
  func doubling() {
    var search = RateSearch(start: 10, share: 0.95, requests: 400)
    var asked: [Int] = []
    for _ in 0..<3 {
      guard case .probe(10, let requests, false) = search.next else { break }
      asked.append(requests)
      search.take(RateSearch.Probe(requests: requests, misses: requests / 20))
    }
    #expect(asked == [400, 400, 800])
    #expect(search.kept == 10)
  }

  @Test("A rate that a fresh start does not keep is lowered by 5 %")
  func retreat() {
    var search = RateSearch(start: 40, share: 0.95)
    while case .probe(let rate, let requests, let isFresh) = search.next {
      let limit = isFresh ? 45.0 : 50
      search.take(RateSearch.Probe(requests: requests, misses: rate > limit ? requests : 0))
    }
    guard case .end(.kept(let rate, _)) = search.next else {
      Issue.record("expected a kept rate")
      return
    }
    #expect(rate <= 45 && rate > 40)
  }
}
