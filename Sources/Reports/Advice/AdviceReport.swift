package import Decisions
import IIIFBench
import Statistics

/// The advice for a mix of requests as texts: the choice, the table, and what drops out.
package struct AdviceReport: Sendable {
  /// The number of images for which the storage is worked out; nil for none.
  private let images: Int?
  let advice: MixAdvice

  /// Prepares the advice; `images` is the number of images of the collection.
  package init(_ advice: MixAdvice, images: Int? = nil) {
    (self.advice, self.images) = (advice, images)
  }

  /// The mix in percent: `crop 60 %, information 30 %, full 10 %`.
  var title: String {
    let total = advice.parts.reduce(0) { $0 + $1.weight }
    let shares = advice.parts.map {
      "\($0.operation) \(Quantity.tick(100 * $0.weight / total)) %"
    }
    return "Mix of \(shares.joined(separator: ", ")) at \(advice.load.label)"
  }

  // MARK: The choice

  /// What to choose, and what decides a tie or what the choice costs.
  package var sentences: [String] {
    guard let first = advice.candidates.first else { return [] }
    let ties = advice.candidates.filter { shares($0.letters, first.letters) }
    return [choice(first, ties: ties), ties.count > 1 ? tieBreak(ties) : cost(of: first)]
  }

  private func choice(_ first: MixCandidate, ties: [MixCandidate]) -> String {
    let rate = "\(Quantity.number(first.throughput)) requests/s"
    let next = advice.candidates.first { !shares($0.letters, first.letters) }
    let behind = next.flatMap { next in
      next.behind.map { "\(next.name) is \(ChangeText.text(of: $0))" }
    }
    if ties.count > 1 {
      let open = ties.contains { $0.behind?.verdict == .undecided }
      let margin = ties.compactMap(\.behind).first.map { " within \(RatioText.margin($0.margin))" }
      let level = "they are level\(margin ?? "")"
      return "Any of \(NameList.text(ties.map(\.name))) will do: "
        + (open ? "the blocks do not tell them apart" : level)
        + " (about \(rate))" + (behind.map { "; \($0)" } ?? "") + "."
    }
    guard let behind else { return "Only \(first.name) can do this mix: \(rate)." }
    return "Choose \(first.name): \(rate); \(behind)."
  }

  private func tieBreak(_ ties: [MixCandidate]) -> String {
    let smallest = ties.min { $0.storedBytes < $1.storedBytes }
    let cheapest = ties.filter { $0.cpuSeconds != nil }
      .min { ($0.cpuSeconds ?? 0) < ($1.cpuSeconds ?? 0) }
    let disk = smallest.map { "\($0.name) stores the least (\(stored($0)))" }
    let time = cheapest.map { "\($0.name) uses the least CPU time (\(cpu($0)))" }
    return "Among them, " + [disk, time].compactMap(\.self).joined(separator: ", and ") + "."
  }

  private func cost(of first: MixCandidate) -> String {
    let cpu = first.cpuSeconds.map { _ in "\(self.cpu(first)), " } ?? ""
    let memory = first.peakMemory.map { "\(Quantity.bytes(Double($0))) of memory, " } ?? ""
    return "It costs \(cpu)\(memory)and \(stored(first))."
  }

  private func cpu(_ candidate: MixCandidate) -> String {
    "\(Quantity.number(1000 * (candidate.cpuSeconds ?? 0))) CPU s per 1,000 requests"
  }

  private func stored(_ candidate: MixCandidate) -> String {
    let each = "\(Quantity.bytes(candidate.storedBytes)) per image"
    guard let images else { return each }
    let all = Quantity.bytes(candidate.storedBytes * Double(images))
    return "\(each), \(all) for \(Quantity.count(images)) images"
  }

  // MARK: Where it changes

  /// The share of an operation at which the choice changes.
  package var turn: String? {
    guard advice.candidates.count > 1, advice.parts.count > 1 else { return nil }
    let bounds = advice.turns.flatMap { turn -> [Bound] in
      let range = turn.sensitivity.holds
      return [
        turn.sensitivity.below.map {
          Bound(turn: turn, share: range.lowerBound, candidate: $0, isBelow: true)
        },
        turn.sensitivity.above.map {
          Bound(turn: turn, share: range.upperBound, candidate: $0, isBelow: false)
        },
      ].compactMap(\.self)
    }
    let first = advice.candidates[0].name
    guard let nearest = bounds.min(by: { $0.distance < $1.distance }) else {
      return "\(first) is the fastest whatever the shares of these operations are."
    }
    let word = nearest.isBelow ? "more" : "less"
    return "\(first) is the fastest while \(nearest.turn.operation) is \(word) than "
      + "\(Quantity.percent(nearest.share)) % of the requests (here "
      + "\(Quantity.percent(nearest.turn.share)) %); beyond that it is "
      + "\(advice.candidates[nearest.candidate].name)."
  }

  private struct Bound {
    let turn: MixAdvice.Turn
    let share: Double
    let candidate: Int
    let isBelow: Bool

    var distance: Double { abs(share - turn.share) }
  }

  private func shares(_ first: String, _ second: String) -> Bool {
    !Set(first).isDisjoint(with: second)
  }

  // MARK: Notes

  /// What drops out, what differs, and what a measurement of the mix itself shows.
  package var notes: [String] {
    let dropped = Self.reasons(advice.dropped).map { "Dropped: \($0)" }
    let measured = advice.candidates.compactMap { candidate -> String? in
      guard let measured = candidate.measured, abs(measured / candidate.throughput - 1) > 0.1 else {
        return nil
      }
      return "\(candidate.name): calculated \(Quantity.number(candidate.throughput))/s, measured "
        + "\(Quantity.number(measured))/s: the operations affect each other; trust the measured figure."
    }
    let work = advice.differences.map {
      "\(TerminalLayout.workMark) \($0.sentence)"
    }
    return dropped + measured + work
  }

  /// Why candidates drop out: `NAME × jp2-10x: crop: does not read jp2`.
  package static func reasons(_ dropped: [DroppedCandidate]) -> [String] {
    dropped.map { candidate in
      "\(candidate.server) × \(candidate.format.name): \(candidate.operation): "
        + candidate.reason.text
    }
  }

  /// The headings of the table.
  var headings: [String] {
    ["place", "server", "source format", "requests/s", "CPU s/1,000", "memory", "stored/image"]
      + (images.map { ["\(Quantity.count($0)) images"] } ?? [])
      + (hasMeasured ? ["measured mix"] : []) + ["behind"]
  }

  private var hasMeasured: Bool { advice.candidates.contains { $0.measured != nil } }

  /// The rows of the table.
  var rows: [[String]] {
    advice.candidates.map { candidate in
      let places = candidate.places
      let place =
        places.count > 1 ? "\(places.lowerBound)–\(places.upperBound)" : "\(places.lowerBound)"
      let half = candidate.interval.map { ($0.upperBound / $0.lowerBound).squareRoot() - 1 }
      let spread =
        half.map { $0.isFinite && $0 < 1 ? " ± \(Quantity.percent($0)) %" : " ± ?" } ?? ""
      return [
        "\(place) \(candidate.letters)", candidate.server, candidate.format.name,
        Quantity.number(candidate.throughput) + spread,
        candidate.cpuSeconds.map { Quantity.number(1000 * $0) } ?? Quantity.none,
        candidate.peakMemory.map { Quantity.bytes(Double($0)) } ?? Quantity.none,
        Quantity.bytes(candidate.storedBytes),
      ]
        + (images.map { [Quantity.bytes(candidate.storedBytes * Double($0))] } ?? [])
        + (hasMeasured
          ? [candidate.measured.map { "\(Quantity.number($0))/s" } ?? Quantity.none] : [])
        + [candidate.behind.map { ChangeText.text(of: $0) } ?? ""]
    }
  }

  /// How to read the table.
  static let legend =
    "The throughput of the mix is the weighted harmonic mean of the throughputs of its operations. "
    + "Candidates that share a letter do not differ significantly."
}

extension DroppedCandidate.Reason {
  /// The reason in a sentence.
  var text: String {
    switch self {
    case .absent(let reason): reason
    case .apart(let reasons): reasons.map(\.text).joined(separator: ", ")
    case .noCommonBlock: "no block has all operations"
    }
  }
}
