/// A threshold that cannot be parsed.
package struct ThresholdError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of problems.
  package enum Problem: Hashable, Sendable {
    /// The text does not have the form of a threshold.
    case form
    /// The metric is unknown.
    case metric(String)
    /// The key of a filter is unknown.
    case key(String)
    /// The value of a filter is invalid.
    case value(key: String, value: String)
    /// The limit is not a number.
    case number(String)
    /// The unit does not fit the metric.
    case unit(String, metric: Metric)
  }

  /// The text of the threshold.
  package let text: String
  /// The problem.
  package let problem: Problem

  /// The threshold and the problem.
  package var description: String { "threshold '\(text)': \(explanation)" }

  /// The problem and its remedy.
  package var explanation: String {
    switch problem {
    case .form:
      return "expected METRIC(OPERATION) > LIMIT, such as 'p99(crop) > 500ms'"
    case .metric(let name):
      let names = Metric.allCases.map(\.rawValue).joined(separator: ", ")
      return "unknown metric '\(name)'; known are \(names)"
    case .key(let key):
      let keys = Threshold.Scope.Key.allCases.map(\.rawValue)
      return "unknown key '\(key)'; known are \(keys.dropLast().joined(separator: ", ")) "
        + "and \(keys[keys.count - 1])"
    case .value(let key, let value):
      return "'\(value)' is not a valid \(key)"
    case .number(let text):
      return "'\(text)' is not a number"
    case .unit(let unit, let metric):
      let units = metric.dimension.units.map(\.name)
      guard !units.isEmpty else { return "\(metric.rawValue) is a count and takes no unit" }
      let found = unit.isEmpty ? "a unit is missing" : "'\(unit)' is not a unit"
      return "\(found) of \(metric.rawValue); use \(units.joined(separator: ", "))"
    }
  }
}
