/// The number of blocks of a run; each block starts every server once.
package enum BlockCount: Hashable, Sendable {
  /// A fixed number.
  case fixed(Int)
  /// As many blocks as needed to decide the comparisons, up to a limit.
  case automatic(atMost: Int)

  /// The default limit of an automatic number.
  package static let standardLimit = 13

  /// The maximum number of blocks.
  package var maximum: Int {
    switch self {
    case .fixed(let count), .automatic(let count): count
    }
  }
}

extension BlockCount: Codable {
  private enum CodingKeys: String, CodingKey { case atMost }

  /// Reads `5` or `{"atMost": 13}`.
  package init(from decoder: any Decoder) throws {
    if let count = try? decoder.singleValueContainer().decode(Int.self) {
      self = .fixed(count)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self = .automatic(atMost: try container.decode(Int.self, forKey: .atMost))
    }
  }

  /// Writes `5` or `{"atMost": 13}`.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .fixed(let count):
      var container = encoder.singleValueContainer()
      try container.encode(count)
    case .automatic(let limit):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(limit, forKey: .atMost)
    }
  }
}

/// The order in which the servers of a block are measured.
package enum MeasuringOrder: String, Codable, Hashable, Sendable, CaseIterable {
  /// All servers run at the same time and are measured in short alternating slices, so that changes of
  /// the machine's speed affect all of them equally.
  case alternate
  /// One server runs at a time, and each cell is measured in one piece.
  case sequential
}
