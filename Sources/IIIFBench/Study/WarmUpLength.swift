/// The length of the warm-up before a measured window.
package enum WarmUpLength: Hashable, Sendable {
  /// A length in seconds.
  case fixed(Seconds)
  /// Until the throughput is steady, at most ``limit``.
  case automatic

  /// The longest automatic warm-up in seconds.
  package static let limit: Seconds = 30

  /// The length in seconds; nil if it depends on the server.
  package var seconds: Seconds? {
    switch self {
    case .fixed(let seconds): seconds
    case .automatic: nil
    }
  }
}

extension WarmUpLength: Codable {
  private static let automaticWord = "auto"

  /// Reads a number of seconds or `"auto"`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let seconds = try? container.decode(Seconds.self) {
      self = .fixed(seconds)
      return
    }
    guard try container.decode(String.self) == Self.automaticWord else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected a number or '\(Self.automaticWord)'")
    }
    self = .automatic
  }

  /// Writes a number of seconds or `"auto"`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .fixed(let seconds): try container.encode(seconds)
    case .automatic: try container.encode(Self.automaticWord)
    }
  }
}
