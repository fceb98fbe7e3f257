import Foundation

/// The change of a server between two runs, corrected by servers that did not change.
///
/// More blocks do not average out differences between days, so the change of the controls is
/// subtracted. Blocks of different runs are not paired; the variance is that within runs, pooled.
package struct ControlledChange: Hashable, Sendable {
  /// The server's own change, as a logarithm.
  package let raw: Double
  /// The mean change of the controls, as a logarithm.
  package let control: Double
  /// The standard error of the corrected change.
  package let standardError: Double
  /// The degrees of freedom of the standard error.
  package let degrees: Double

  /// The logarithms of a server's figure in the blocks of two runs.
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

  /// Corrects a server's change; nil without a control, or if a run has fewer than two blocks.
  ///
  /// `drift` is ω, the standard deviation per run of what the controls do not correct.
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

  /// The change minus that of the controls, as a logarithm.
  package var corrected: Double { raw - control }

  /// The interval of the corrected change, as a ratio.
  package func interval(level: Double = 0.05) -> ClosedRange<Double> {
    let half = StudentT.critical(level, degrees: degrees) * standardError
    return ((corrected - half)...(corrected + half)).exponentiated
  }
}
