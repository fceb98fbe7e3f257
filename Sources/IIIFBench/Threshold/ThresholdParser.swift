import Support
import Foundation

/// Parses thresholds and explains why a text is not one.
///
/// The pattern of ``TextForm/threshold`` decides whether a text is valid; the parser alone is more
/// lenient.
package struct ThresholdParser {
  private let text: String

  package init(_ text: String) { self.text = text }

  package func threshold() throws(ThresholdError) -> Threshold {
    let form = /\s*([A-Za-z0-9-]+)\s*\(([^()]*)\)\s*(>=|<=|>|<)\s*([0-9.]+)\s*(\S*)\s*/
    guard let match = text.wholeMatch(of: form)?.output else { throw error(.form) }
    guard let metric = Metric(rawValue: String(match.1)) else {
      throw error(.metric(String(match.1)))
    }
    guard let comparison = Threshold.Comparison(rawValue: String(match.3)) else {
      throw error(.form)
    }
    guard let limit = number(String(match.4)) else { throw error(.number(String(match.4))) }
    let threshold = Threshold(
      text: text, metric: metric, scope: try scope(String(match.2)), comparison: comparison,
      limit: limit * (try size(of: String(match.5), for: metric)))
    guard TextForm.threshold.pattern.matches(text) else { throw error(.form) }
    return threshold
  }

  private func number(_ text: String) -> Double? {
    text.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) == nil ? nil : Double(text)
  }

  private func size(of unit: String, for metric: Metric) throws(ThresholdError) -> Double {
    let units = metric.dimension.units
    if units.isEmpty, unit.isEmpty { return 1 }
    guard let found = units.first(where: { $0.name == unit }) else {
      throw error(.unit(unit, metric: metric))
    }
    return found.size
  }

  private func scope(_ text: String) throws(ThresholdError) -> Threshold.Scope {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
    guard let operation = parts.first, !operation.isEmpty, !operation.contains("=") else {
      throw error(.form)
    }
    var scope = Threshold.Scope()
    if operation != "*" {
      guard TextForm.name.accepts(operation) else {
        throw error(.value(key: "operation", value: operation))
      }
      scope.operation = operation
    }
    for part in parts.dropFirst() {
      let words = part.split(separator: "=", maxSplits: 1).map(trimmed)
      guard words.count == 2 else { throw error(.form) }
      try narrow(&scope, key: words[0], value: words[1])
    }
    return scope
  }

  private func narrow(
    _ scope: inout Threshold.Scope, key: String, value: String
  ) throws(ThresholdError) {
    guard let name = Threshold.Scope.Key(rawValue: key) else { throw error(.key(key)) }
    let isKnown: Bool
    switch name {
    case .server:
      scope.server = value
      isKnown = TextForm.serverLabel.accepts(value)
    case .format:
      scope.format = SourceFormat(name: value)
      isKnown = scope.format != nil
    case .concurrency:
      scope.load = value.wholeMatch(of: /[1-9][0-9]{0,8}/).flatMap { Int($0.output) }
        .map(Load.concurrency)
      isKnown = scope.load != nil
    case .rate:
      scope.load = number(value).map(Load.rate)
      isKnown = scope.load != nil
    case .replaySpeed:
      scope.load = number(value).map(Load.replaySpeed)
      isKnown = scope.load != nil
    }
    guard isKnown else { throw error(.value(key: key, value: value)) }
  }

  private func trimmed(_ text: Substring) -> String {
    String(text.trimmingCharacters(in: .whitespaces))
  }

  private func error(_ problem: ThresholdError.Problem) -> ThresholdError {
    ThresholdError(text: text, problem: problem)
  }
}
