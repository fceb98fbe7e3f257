/// How many blocks a run has.
///
/// In each block every server is started once.
package enum BlockCount: Hashable, Sendable {
  /// A number that is known beforehand.
  case fixed(Int)
  /// As many as it takes to decide the comparisons, up to a limit.
  case automatic(atMost: Int)

  /// The limit of an automatic number, unless another one is given.
  package static let standardLimit = 13

  /// The greatest number of blocks.
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
  /// All servers run at the same time and are measured in short slices in turn, so that a change of
  /// the machine's speed meets all of them alike.
  case alternate
  /// One server runs at a time, and each cell is measured in one piece.
  case sequential
}

extension KeyedDecodingContainer {
  /// The order of a study; results that were written before there was a choice are sequential.
  package func decode(_ type: MeasuringOrder.Type, forKey key: Key) throws -> MeasuringOrder {
    try decodeIfPresent(type, forKey: key) ?? .sequential
  }
}
