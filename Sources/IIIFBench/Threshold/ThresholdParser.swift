import Foundation

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
    guard let limit = number(String(match.4)) else { throw error(.number(String(match.4))) }
    return Threshold(
      text: text, metric: metric, scope: try scope(String(match.2)), comparison: comparison,
      limit: limit * (try size(of: String(match.5), for: metric)))
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
    let isKnown: Bool
    switch key {
    case "server":
      scope.server = value
      isKnown = TextForm.serverLabel.accepts(value)
    case "format":
      scope.format = SourceFormat(name: value)
      isKnown = scope.format != nil
    case "concurrency":
      scope.load = value.wholeMatch(of: /[1-9][0-9]{0,8}/).flatMap { Int($0.output) }
        .map(Load.concurrency)
      isKnown = scope.load != nil
    case "rate":
      scope.load = number(value).map(Load.rate)
      isKnown = scope.load != nil
    case "pace":
      scope.load = number(value).map(Load.pace)
      isKnown = scope.load != nil
    default: throw error(.key(key))
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

extension TextForm {
  /// A threshold.
  static let threshold = TextForm(
    expectation: "a condition such as 'p99(crop) > 500ms'", pattern: thresholdPattern,
    explanation: { text in
      do throws(ThresholdError) {
        _ = try Threshold(text)
        return nil
      } catch {
        return error.problem == .form ? nil : error.explanation
      }
    }
  ) { text in
    (try? Threshold(text)) != nil
  }

  private static var thresholdPattern: String {
    let number = #"[0-9]+(\.[0-9]+)?"#
    let figures = Metric.Dimension.allCases.map { dimension in
      let names = Metric.allCases.filter { $0.dimension == dimension }.map(\.rawValue)
      let units = dimension.units.map(\.name).joined(separator: "|")
      return #"\s*(\#(names.joined(separator: "|")))\s*\(.*[0-9]\s*(\#(units))\s*$"#
    }
    let keys = [
      #"server\s*=\s*\#(part(of: TextForm.serverLabel.pattern))"#,
      #"format\s*=\s*\#(part(of: SourceFormat.namePattern))"#,
      #"concurrency\s*=\s*[1-9][0-9]{0,8}"#, #"rate\s*=\s*\#(number)"#,
    ]
    return #"^(?=\#(figures.joined(separator: "|")))\s*[a-z0-9-]+\s*"#
      + #"\(\s*(\*|\#(part(of: TextForm.name.pattern)))\s*"#
      + #"(,\s*(\#(keys.joined(separator: "|")))\s*)*\)"#
      + #"\s*(>=|<=|>|<)\s*\#(number)\s*[^\s0-9.]*\s*$"#
  }

  /// A pattern without its anchors.
  private static func part(of pattern: String) -> Substring { pattern.dropFirst().dropLast() }
}
