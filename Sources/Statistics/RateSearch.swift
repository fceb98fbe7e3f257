import Foundation

/// Searches the highest arrival rate at which a share of the requests is fast enough.
///
/// A state machine without clock and load: it says which rate to probe next and takes the outcome. It
/// brackets the rate by doubling and halving, bisects until the ends differ by 5 %, and confirms the
/// lower end on fresh starts with twice the requests.
package struct RateSearch: Sendable {
  /// The required share of fast answers, such as 0.95.
  package let share: Double
  /// The requests of a probe.
  package let requests: Int

  /// What was counted at a rate.
  package struct Probe: Hashable, Sendable {
    /// Requests that were due.
    package var requests: Int
    /// Requests that were too slow, wrong, or not sent.
    package var misses: Int
    /// Whether the queue grew, or fewer requests were completed than arrived.
    package var isOverloaded: Bool
    /// Whether the load generator was late, so that misses may be its own.
    package var isVoid: Bool

    /// Creates a probe.
    package init(requests: Int, misses: Int, isOverloaded: Bool = false, isVoid: Bool = false) {
      (self.requests, self.misses) = (requests, misses)
      (self.isOverloaded, self.isVoid) = (isOverloaded, isVoid)
    }
  }

  /// What to do next.
  package enum Step: Hashable, Sendable {
    /// Probe a rate with a number of requests, on a fresh start if a rate is to be confirmed.
    case probe(rate: Double, requests: Int, isFresh: Bool)
    /// The search has ended.
    case end(End)
  }

  /// What was found.
  package enum End: Hashable, Sendable {
    /// The rate was kept on all fresh starts; a higher one failed, if one was tried.
    case kept(rate: Double, failed: Double?)
    /// No rate down to this one is kept.
    case none(below: Double)
    /// The load generator was late at a rate that no lower failure explains; the highest kept rate.
    case generatorLimit(rate: Double, kept: Double?)
  }

  /// The ratio of the ends of the bracket at which bisection stops.
  package static let resolution = 1.05
  private static let lowest = 1.0 / 64
  private static let confirmations = 3
  private static let maximumRetreats = 12
  private static let maximumDoublings = 2

  private let start: Double
  private(set) package var kept: Double?
  private(set) package var failed: Double?
  private var state = SearchState.bracket
  private var rate: Double
  /// What was counted at the current rate.
  private var sum: Probe?
  private var doublings = 0
  private var confirmed = 0
  private var retreats = 0
  private var void: Double?

  private enum SearchState {
    case bracket
    case bisect
    case confirm
    case ended(End)
  }

  /// Begins a search.
  ///
  /// - Parameters:
  ///   - start: The first rate.
  ///   - share: The required share of fast answers.
  ///   - requests: The requests of a probe; nil for max(400, 10/(1 − share)).
  package init(start: Double, share: Double, requests: Int? = nil) {
    self.start = start
    self.share = share
    self.requests = requests ?? max(400, Int((10 / (1 - share)).rounded()))
    rate = start
  }

  /// The next step.
  package var next: Step {
    switch state {
    case .ended(let outcome): return .end(outcome)
    case .confirm: return .probe(rate: rate, requests: 2 * requests, isFresh: true)
    case .bracket, .bisect:
      return .probe(rate: rate, requests: sum?.requests ?? requests, isFresh: false)
    }
  }

  /// Takes the outcome of the probe that ``next`` asked for.
  ///
  /// Response times include the lateness of the generator, so a promise that a late generator keeps is
  /// kept; one that it breaks says nothing about the server.
  package mutating func take(_ probe: Probe) {
    let isConfirmation = if case .confirm = state { true } else { false }
    let all = isConfirmation ? probe : adding(probe)
    switch verdict(on: all) {
    case true?: decide(isKept: true)
    case false?: decide(isKept: false, isVoid: probe.isVoid && !probe.isOverloaded)
    case nil where isConfirmation || doublings >= Self.maximumDoublings:
      decide(
        isKept: Double(all.misses) <= (1 - share) * Double(all.requests), isVoid: probe.isVoid)
    case nil:
      sum = all
      doublings += 1
    }
  }

  private func adding(_ probe: Probe) -> Probe {
    guard let sum else { return probe }
    return Probe(
      requests: sum.requests + probe.requests, misses: sum.misses + probe.misses,
      isOverloaded: probe.isOverloaded)
  }

  /// Whether the promise is kept with a confidence of 95 %; nil if the counts do not decide.
  private func verdict(on probe: Probe) -> Bool? {
    if probe.isOverloaded { return false }
    guard let bounds = ClopperPearson(successes: probe.misses, trials: probe.requests) else {
      return false
    }
    if bounds.upper <= 1 - share { return true }
    return bounds.lower > 1 - share ? false : nil
  }

  private mutating func decide(isKept: Bool, isVoid: Bool = false) {
    (sum, doublings) = (nil, 0)
    if !isKept, isVoid { void = min(void ?? rate, rate) }
    switch state {
    case .bracket, .bisect: narrow(isKept: isKept)
    case .confirm: confirm(isKept: isKept)
    case .ended: break
    }
  }

  private mutating func narrow(isKept: Bool) {
    if isKept { kept = rate } else { failed = rate }
    guard let kept else {
      rate /= 2
      if rate < start * Self.lowest {
        end(void == failed ? .generatorLimit(rate: rate * 2, kept: nil) : .none(below: rate * 2))
      }
      return
    }
    guard let failed else {
      rate *= 2
      return
    }
    state = .bisect
    if failed / kept <= Self.resolution {
      state = .confirm
      (rate, confirmed) = (kept, 0)
    } else {
      rate = (kept * failed).squareRoot()
    }
  }

  private mutating func confirm(isKept: Bool) {
    guard !isKept else {
      confirmed += 1
      guard confirmed == Self.confirmations else { return }
      kept = rate
      let isLimited = void.map { $0 == failed } ?? false
      end(
        isLimited
          ? .generatorLimit(rate: failed ?? rate, kept: rate)
          : .kept(rate: rate, failed: failed))
      return
    }
    failed = rate
    retreats += 1
    confirmed = 0
    rate /= Self.resolution
    kept = nil
    if retreats > Self.maximumRetreats { end(.none(below: rate)) }
  }

  private mutating func end(_ outcome: End) { state = .ended(outcome) }
}
