/// A threshold that cannot be read.
package struct ThresholdError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package enum Problem: Hashable, Sendable {
    /// It has not the form of a threshold.
    case form
    /// There is no such figure.
    case metric(String)
    /// There is no such key in the parentheses.
    case key(String)
    /// A key's value is not one.
    case value(key: String, value: String)
    /// The limit is no number.
    case number(String)
    /// The unit does not fit the figure.
    case unit(String, metric: Metric)
  }

  /// The threshold as it was written.
  package let text: String
  /// What is wrong.
  package let problem: Problem

  /// What is wrong, and what would be right.
  package var description: String { "threshold '\(text)': \(explanation)" }

  /// What is wrong with it, without the threshold itself.
  package var explanation: String {
    switch problem {
    case .form:
      return "expected FIGURE(OPERATION) > LIMIT, as in 'p99(crop) > 500ms'"
    case .metric(let name):
      let names = Metric.allCases.map(\.rawValue).joined(separator: ", ")
      return "there is no figure '\(name)'; there are \(names)"
    case .key(let key):
      let keys = Threshold.Scope.Key.allCases.map(\.rawValue)
      return "unknown key '\(key)'; there are \(keys.dropLast().joined(separator: ", ")) "
        + "and \(keys[keys.count - 1])"
    case .value(let key, let value):
      return "'\(value)' is no \(key)"
    case .number(let text):
      return "'\(text)' is no number"
    case .unit(let unit, let metric):
      let units = metric.dimension.units.map(\.name)
      guard !units.isEmpty else { return "\(metric.rawValue) is a count and takes no unit" }
      let found = unit.isEmpty ? "a unit is missing" : "'\(unit)' is no unit"
      return "\(found) of \(metric.rawValue); use \(units.joined(separator: ", "))"
    }
  }
}
