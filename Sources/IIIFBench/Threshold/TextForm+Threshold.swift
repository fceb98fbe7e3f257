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
