import Foundation
import IIIFBench

/// Reads thresholds.
struct ThresholdParser {
  private let text: String

  init(_ text: String) { self.text = text }

  func threshold() throws(ThresholdError) -> Threshold {
    let form = /\s*([A-Za-z0-9-]+)\s*\(([^()]*)\)\s*(>=|<=|>|<)\s*([0-9.]+)\s*(\S*)\s*/
    guard let match = text.wholeMatch(of: form)?.output else { throw error(.form) }
    guard let metric = Metric(rawValue: String(match.1)) else {
      throw error(.metric(String(match.1)))
    }
    guard let comparison = Threshold.Comparison(rawValue: String(match.3)) else {
      throw error(.form)
    }
    guard let number = Double(match.4) else { throw error(.number(String(match.4))) }
    return Threshold(
      text: text, metric: metric, scope: try scope(String(match.2)), comparison: comparison,
      limit: number * (try size(of: String(match.5), for: metric)))
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
    var scope = Threshold.Scope()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", maxSplits: 1).map { trimmed($0) }
      guard let word = words.first, !word.isEmpty else { throw error(.form) }
      if words.count == 1 {
        guard scope.operation == nil else { throw error(.form) }
        scope.operation = word
      } else {
        try narrow(&scope, key: word, value: words[1])
      }
    }
    if scope.operation == "*" { scope.operation = nil }
    return scope
  }

  private func narrow(
    _ scope: inout Threshold.Scope, key: String, value: String
  ) throws(ThresholdError) {
    switch key {
    case "server": scope.server = value
    case "format": scope.format = SourceFormat(name: value)
    case "concurrency": scope.load = Int(value).map(Load.concurrency)
    case "rate": scope.load = Double(value).map(Load.rate)
    default: throw error(.key(key))
    }
    let known = key == "server" || (key == "format" ? scope.format != nil : scope.load != nil)
    guard known else { throw error(.value(key: key, value: value)) }
  }

  private func trimmed(_ text: Substring) -> String {
    String(text.trimmingCharacters(in: .whitespaces))
  }

  private func error(_ problem: ThresholdError.Problem) -> ThresholdError {
    ThresholdError(text: text, problem: problem)
  }
}
