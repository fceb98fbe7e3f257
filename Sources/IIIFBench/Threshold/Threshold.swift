/// A limit; exceeding it fails the run: `p99(crop) > 500ms`.
///
/// The condition describes the failure. The parentheses contain an operation, or `*`, and filters:
/// `p99(crop, server=NAME, format=jp2, concurrency=10) > 0.5s`.
package struct Threshold: Hashable, Sendable {
  /// A comparison of a value with the limit.
  package enum Comparison: String, CaseIterable, Sendable {
    /// Greater than or equal to.
    case greaterOrEqual = ">="
    /// Less than or equal to.
    case lessOrEqual = "<="
    /// Greater than.
    case greater = ">"
    /// Less than.
    case less = "<"

    /// Whether the comparison is true.
    package func holds(_ value: Double, _ limit: Double) -> Bool {
      switch self {
      case .greaterOrEqual: value >= limit
      case .lessOrEqual: value <= limit
      case .greater: value > limit
      case .less: value < limit
      }
    }
  }

  /// The text of the threshold.
  package let text: String
  /// The metric.
  package let metric: Metric
  /// The cells.
  package let scope: Scope
  /// The comparison that fails the run.
  package let comparison: Comparison
  /// The limit in the metric's base unit.
  package let limit: Double

  /// Parses a threshold.
  ///
  /// - Throws: ``ThresholdError``.
  package init(_ text: String) throws(ThresholdError) {
    self = try ThresholdParser(text).threshold()
  }

  package init(text: String, metric: Metric, scope: Scope, comparison: Comparison, limit: Double) {
    self.text = text
    self.metric = metric
    self.scope = scope
    self.comparison = comparison
    self.limit = limit
  }

  /// The cells of a threshold: those that match every property that is not nil.
  package struct Scope: Hashable, Sendable {
    /// The operation's name.
    package var operation: String?
    /// The server's name, or `name@variant`.
    package var server: String?
    /// The source format.
    package var format: SourceFormat?
    /// The load.
    package var load: Load?

    /// The keys of filters.
    package enum Key: String, CaseIterable, Sendable {
      case server, format, concurrency, rate
      case replaySpeed = "replay-speed"
    }

    /// Whether the threshold applies to a cell.
    package func contains(_ cell: Cell) -> Bool {
      (operation ?? cell.operation) == cell.operation && (format ?? cell.format) == cell.format
        && (load ?? cell.load) == cell.load
        && (server == nil || server == cell.server || server == cell.serverLabel)
    }
  }
}

extension Threshold: Codable {
  /// Reads the threshold's text.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes the threshold's text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
