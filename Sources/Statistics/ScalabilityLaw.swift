import Foundation

/// Gunther's universal scalability law: X(N) = γN / (1 + α(N−1) + βN(N−1)).
package struct ScalabilityLaw: Hashable, Sendable {
  /// α, the serial share of the work.
  package let contention: Double
  /// β, the cost of coordination between users.
  package let coherency: Double
  /// γ, the throughput of one user.
  package let single: Double

  /// Fits the law to throughputs by number of users; nil with fewer than three loads, or if there is
  /// no fit with positive coefficients.
  ///
  /// N/X is linear: c₀ + c₁(N−1) + c₂N(N−1) with γ = 1/c₀, α = c₁/c₀ and β = c₂/c₀. The weights
  /// (X/N)² make errors relative. α and β must not be negative: the best feasible of the four sets
  /// of terms is used.
  package init?(users: [Double], throughputs: [Double]) {
    guard users.count == throughputs.count, Set(users).count >= 3,
      users.allSatisfy({ $0 > 0 }), throughputs.allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    // With the square roots of the weights as factors, every response is 1.
    let terms = zip(users, throughputs).map { n, x in
      [1, n - 1, n * (n - 1)].map { $0 * x / n }
    }
    let fits = [[0, 1, 2], [0, 1], [0, 2], [0]].compactMap { set -> (Double, [Double])? in
      guard let solution = Self.leastSquares(terms.map { row in set.map { row[$0] } })
      else { return nil }
      var all = [0.0, 0, 0]
      for (term, value) in zip(set, solution) { all[term] = value }
      guard all[0] > 0, all.allSatisfy({ $0 >= 0 }) else { return nil }
      let error = terms.reduce(0) { sum, row in
        let residual = 1 - zip(row, all).reduce(0) { $0 + $1.0 * $1.1 }
        return sum + residual * residual
      }
      return (error, all)
    }
    guard let best = fits.min(by: { $0.0 < $1.0 })?.1 else { return nil }
    (single, contention, coherency) = (1 / best[0], best[1] / best[0], best[2] / best[0])
  }

  /// The throughput that the law predicts.
  package func throughput(users n: Double) -> Double {
    single * n / (1 + contention * (n - 1) + coherency * n * (n - 1))
  }

  /// The number of users with the highest throughput; nil if throughput never falls.
  package var peak: Double? {
    coherency > 0 && contention < 1 ? ((1 - contention) / coherency).squareRoot() : nil
  }

  /// Solves the normal equations for responses of 1 by Gauss-Jordan elimination; nil if singular.
  private static func leastSquares(_ rows: [[Double]]) -> [Double]? {
    let size = rows[0].count
    var matrix = (0..<size).map { i in
      (0..<size).map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } } + [
        rows.reduce(0) { $0 + $1[i] }
      ]
    }
    for column in 0..<size {
      let pivot = (column..<size).max { abs(matrix[$0][column]) < abs(matrix[$1][column]) }
      guard let pivot, abs(matrix[pivot][column]) > 1e-300 else { return nil }
      matrix.swapAt(column, pivot)
      for row in 0..<size where row != column {
        let factor = matrix[row][column] / matrix[column][column]
        for index in column...size { matrix[row][index] -= factor * matrix[column][index] }
      }
    }
    return (0..<size).map { matrix[$0][size] / matrix[$0][$0] }
  }
}
