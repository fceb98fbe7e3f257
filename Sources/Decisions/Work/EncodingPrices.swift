import IIIFBench
import Results

/// The bounds of the factor by which encodings change the time of an answer, from the costs that
/// libvips has.
///
/// The time of an answer has a part that does not depend on the encoding, the encoding, and the
/// transfer. If two servers changed places in their encodings, the first part would stay the same,
/// and each of the others would change by its own ratio. The whole therefore changes by a factor
/// between the smallest and the largest of 1 and these ratios, whatever the shares of the parts are.
/// In a closed loop, throughput follows: if no part of the work grows by more than a factor, it
/// shrinks by no more than that factor.
struct EncodingPrices {
  private let costs: [String: [JPEGEncoding: EncodingCost]]
  private let networked: Set<String>

  /// The time in seconds to send a byte without a network: several times that of a loopback
  /// connection.
  static let localSecondsPerByte = 2e-9

  init(costs: [EncodingCost], starts: [StartRecord]) {
    self.costs = Dictionary(grouping: costs, by: \.operation).mapValues { costs in
      Dictionary(costs.map { ($0.encoding, $0) }) { _, last in last }
    }
    networked = Set(starts.filter { !$0.isLocal }.map(\.server))
  }

  /// The factor of a server's time per answer if it encoded like another one; nil if the cost of an
  /// encoding is unknown.
  func factor(of server: Party, encodingLike other: Party, operation: String) -> ClosedRange<
    Double
  >? {
    guard let costs = costs[operation],
      let own = mean(server.answers.encodings, costs),
      let their = mean(other.answers.encodings, costs), own.seconds > 0, own.optimised > 0,
      let bytes = server.answers.meanBytes, let otherBytes = other.answers.meanBytes, bytes > 0
    else { return nil }
    var ratios = [1, their.seconds / own.seconds, their.optimised / own.optimised]
    let isNetworked = networked.contains(server.label) || networked.contains(other.label)
    if isNetworked { ratios.append(otherBytes / bytes) }
    var (least, most) = (ratios.min() ?? 1, ratios.max() ?? 1)
    if !isNetworked {
      let change = (otherBytes - bytes) * Self.localSecondsPerByte * server.answersPerSecond
      least += min(0, change)
      most += max(0, change)
    }
    return max(0.01, least)...most
  }

  /// A server in a comparison.
  struct Party {
    var label: String
    var answers: ServerAnswers
    var answersPerSecond: Double
  }

  private func mean(
    _ encodings: [JPEGEncoding: Double], _ costs: [JPEGEncoding: EncodingCost]
  ) -> (seconds: Double, optimised: Double)? {
    guard !encodings.isEmpty else { return nil }
    var (seconds, optimised) = (0.0, 0.0)
    for (encoding, share) in encodings {
      guard let cost = costs[encoding] else { return nil }
      seconds += share * cost.seconds
      optimised += share * cost.optimisedSeconds
    }
    return (seconds, optimised)
  }
}
