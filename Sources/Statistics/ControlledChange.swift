import Foundation

/// The change of a server between two runs, corrected by servers that did not change.
///
/// Days differ, and more blocks do not help: what moved the controls is taken out. The blocks of
/// different runs are no pairs, so the variance is that within the runs, pooled over all of them.
package struct ControlledChange: Hashable, Sendable {
  /// The change of the server alone, as a logarithm.
  package let raw: Double
  /// The mean change of the controls, as a logarithm.
  package let control: Double
  /// The standard error of the corrected change.
  package let standardError: Double
  /// The degrees of freedom of the standard error.
  package let degrees: Double

  /// The logarithms of a server's figures in the blocks of two runs.
  package struct Runs: Hashable, Sendable {
    /// The blocks of the first run.
    package var base: [Double]
    /// The blocks of the second run.
    package var new: [Double]

    /// Creates the figures of two runs.
    package init(base: [Double], new: [Double]) {
      (self.base, self.new) = (base, new)
    }

    var change: Double { mean(new) - mean(base) }

    /// The sum of squares about the means of the runs.
    var squares: Double {
      [base, new].reduce(0) { sum, run in
        let middle = mean(run)
        return sum + run.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
      }
    }

    var degrees: Double { Double(base.count + new.count - 2) }
    var perBlock: Double { 1 / Double(base.count) + 1 / Double(new.count) }

    private func mean(_ values: [Double]) -> Double {
      values.reduce(0, +) / Double(values.count)
    }
  }

  /// Corrects a server's change; nil without a control, or with fewer than two blocks in a run.
  ///
  /// `drift` is ω, the standard deviation of what a control does not take away from one run.
  package init?(server: Runs, controls: [Runs], drift: Double = 0.01) {
    let all = [server] + controls
    guard !controls.isEmpty, all.allSatisfy({ $0.base.count > 1 && $0.new.count > 1 })
    else { return nil }
    let count = Double(controls.count)
    raw = server.change
    control = controls.reduce(0) { $0 + $1.change } / count
    degrees = all.reduce(0) { $0 + $1.degrees }
    let variance = all.reduce(0) { $0 + $1.squares } / degrees
    let perBlock =
      server.perBlock + controls.reduce(0) { $0 + $1.perBlock } / (count * count)
    standardError = (variance * perBlock + 2 * drift * drift).squareRoot()
  }

  /// The change without what moved the controls, as a logarithm.
  package var corrected: Double { raw - control }

  /// The interval of the corrected change, as a ratio.
  package func interval(level: Double = 0.05) -> ClosedRange<Double> {
    let half = StudentT.critical(level, degrees: degrees) * standardError
    return ((corrected - half)...(corrected + half)).exponentiated
  }
}
