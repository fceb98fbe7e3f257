public import IIIFBench

/// A limit whose passing fails a run: `p99(crop) > 500ms`.
///
/// The condition is the one that must not hold. In the parentheses stand an operation, or `*`, and
/// after it whatever narrows the cells further: `p99(crop, server=NAME, format=jp2,
/// concurrency=10) > 0.5s`.
public struct Threshold: Hashable, Sendable {
  /// How a figure must not stand to the limit.
  public enum Comparison: String, CaseIterable, Sendable {
    /// Greater than or equal to.
    case greaterOrEqual = ">="
    /// Less than or equal to.
    case lessOrEqual = "<="
    /// Greater than.
    case greater = ">"
    /// Less than.
    case less = "<"

    func holds(_ value: Double, _ limit: Double) -> Bool {
      switch self {
      case .greaterOrEqual: value >= limit
      case .lessOrEqual: value <= limit
      case .greater: value > limit
      case .less: value < limit
      }
    }
  }

  /// The threshold as it was written.
  public let text: String
  /// The figure.
  public let metric: Metric
  /// The cells.
  public let scope: Scope
  /// How the figure must not stand to the limit.
  public let comparison: Comparison
  /// The limit in the base unit of the metric.
  public let limit: Double

  /// Reads a threshold.
  ///
  /// - Throws: ``ThresholdError``.
  public init(_ text: String) throws(ThresholdError) {
    self = try ThresholdParser(text).threshold()
  }

  /// That it proves nothing, for want of a figure.
  var idleMessage: String { "\(text): no measured cell has that figure" }

  init(text: String, metric: Metric, scope: Scope, comparison: Comparison, limit: Double) {
    self.text = text
    self.metric = metric
    self.scope = scope
    self.comparison = comparison
    self.limit = limit
  }

  /// The cells of a threshold: those that agree with every part that is not nil.
  public struct Scope: Hashable, Sendable {
    /// The operation's name.
    public var operation: String?
    /// The server's name, or `name@variant`.
    public var server: String?
    /// The source format.
    public var format: SourceFormat?
    /// The load.
    public var load: Load?

    func contains(_ cell: Cell) -> Bool {
      (operation ?? cell.operation) == cell.operation && (format ?? cell.format) == cell.format
        && (load ?? cell.load) == cell.load
        && (server == nil || server == cell.server || server == cell.serverLabel)
    }
  }
}

/// A cell whose figure passed a threshold.
public struct ThresholdMiss: Hashable, Sendable {
  /// The threshold.
  public let threshold: Threshold
  /// The cell.
  public let cell: Cell
  /// Its figure in the base unit of the metric.
  public let value: Double

  /// `NAME crop jp2 10 users: p99 is 612 ms (p99(crop) > 500ms)`.
  public var message: String {
    "\(cell.label): \(threshold.metric.rawValue) is "
      + "\(threshold.metric.dimension.text(value)) (\(threshold.text))"
  }
}

/// What thresholds say about a result.
public struct ThresholdReport: Sendable {
  /// The cells that missed a threshold.
  public let misses: [ThresholdMiss]
  /// Thresholds that no measured cell has a figure for; they prove nothing.
  public let idle: [Threshold]

  /// Compares every measured cell with every threshold that it is in the scope of.
  public init(_ thresholds: [Threshold], result: BenchmarkResult) {
    self.init(thresholds, summary: ResultSummary(result))
  }

  init(_ thresholds: [Threshold], summary: ResultSummary) {
    var (misses, idle): ([ThresholdMiss], [Threshold]) = ([], [])
    for threshold in thresholds {
      var compared = false
      for cell in summary.cells where threshold.scope.contains(cell.cell) {
        guard let value = threshold.metric.value(of: cell) else { continue }
        compared = true
        if threshold.comparison.holds(value, threshold.limit) {
          misses.append(ThresholdMiss(threshold: threshold, cell: cell.cell, value: value))
        }
      }
      if !compared { idle.append(threshold) }
    }
    (self.misses, self.idle) = (misses, idle)
  }
}
