package import Support

extension TextForm {
  /// A threshold.
  package static let threshold = TextForm(
    expectation: "a condition such as 'p99(crop) > 500ms'", pattern: thresholdPattern,
    explanation: { text in
      do throws(ThresholdError) {
        _ = try Threshold(text)
        return nil
      } catch {
        return error.problem == .form ? nil : error.explanation
      }
    })

  /// One alternative per dimension, since a unit must fit the metric.
  private static var thresholdPattern: TextPattern {
    let choices = Metric.Dimension.allCases.map { dimension in
      let names = Metric.allCases.filter { $0.dimension == dimension }.map(\.rawValue)
      let units = dimension.units.map(\.name)
      let unit = units.isEmpty ? "" : "(\(units.joined(separator: "|")))"
      return "(\(names.joined(separator: "|")))\(scopePattern)\(unit)"
    }
    return TextPattern(#"^[ \t]*(\#(choices.joined(separator: "|")))[ \t]*$"#)
  }

  /// The part between metric and unit.
  private static var scopePattern: String {
    let space = #"[ \t]*"#
    let keys = Threshold.Scope.Key.allCases
      .map { "\($0.rawValue)\(space)=\(space)\(valuePattern(of: $0))" }
    let comparisons = Threshold.Comparison.allCases.map(\.rawValue).joined(separator: "|")
    return #"\#(space)\(\#(space)(\*|\#(name.pattern.part))\#(space)"#
      + #"(,\#(space)(\#(keys.joined(separator: "|")))\#(space))*\)"#
      + "\(space)(\(comparisons))\(space)\(numberPattern)\(space)"
  }

  private static func valuePattern(of key: Threshold.Scope.Key) -> String {
    switch key {
    case .server: serverLabel.pattern.part
    case .format: SourceFormat.namePattern.part
    case .concurrency: "[1-9][0-9]{0,8}"
    case .rate, .replaySpeed: numberPattern
    }
  }

  private static let numberPattern = #"[0-9]+(\.[0-9]+)?"#
}
