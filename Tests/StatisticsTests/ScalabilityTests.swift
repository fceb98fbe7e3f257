import Foundation
import Testing

@testable import Statistics

@Suite struct ScalabilityTests {
  // tests/coef.R of smoeding/usl.
  @Test("The law agrees with the R package usl")
  func usl() throws {
    let law = try #require(
      ScalabilityLaw(
        users: [1, 2, 4, 6, 8, 10], throughputs: [1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557]))
    #expect(abs(law.contention - 0.02) < 1e-5)
    #expect(abs(law.coherency - 0.02) < 1e-5)
    #expect(abs(law.single - 1) < 1e-4)
    #expect(abs(try #require(law.peak) - 7) < 5e-3)
  }

  @Test("The law is recovered from its own throughputs")
  func exact() throws {
    let throughputs = [50, 94.8767, 170.3578, 273.5978, 358.7444, 352.8893, 261.9944]
    let law = try #require(
      ScalabilityLaw(users: [1, 2, 4, 8, 16, 32, 64], throughputs: throughputs))
    #expect(abs(law.contention - 0.05) < 1e-6)
    #expect(abs(law.coherency - 0.002) < 1e-6)
    #expect(abs(law.single - 50) < 1e-4)
    #expect(isNear(law.throughput(users: 16), 358.7444))
  }

  @Test("Neither parameter is negative; without coherency there is no peak")
  func feasible() throws {
    let law = try #require(
      ScalabilityLaw(users: [1, 2, 4, 8], throughputs: [10, 21, 43, 90]))
    #expect(law.contention == 0 && law.coherency == 0)
    #expect(law.peak == nil)
    #expect(ScalabilityLaw(users: [1, 2], throughputs: [1, 2]) == nil)
    #expect(ScalabilityLaw(users: [1, 2, 4], throughputs: [1, 2, 0]) == nil)
  }

  /// Three blocks that scatter by one percent.
  private func blocks(_ throughputs: [Double], users: [Int]) -> [Int: [Int: Double]] {
    Dictionary(
      uniqueKeysWithValues: zip(users, throughputs).enumerated().map { index, point in
        let shift = 0.01 * Double(index % 3 - 1)
        return (point.0, [0: point.1 * (1 + shift), 1: point.1, 2: point.1 / (1 + shift)])
      })
  }

  @Test("A hard limit does not fit the universal scalability law")
  func hardLimit() throws {
    let throughputs: [Double] = [10, 20, 20, 20, 20, 20, 20]
    let users = [1, 2, 4, 8, 16, 32, 64]
    let law = try #require(
      ScalabilityLaw(users: users.map { Double($0) }, throughputs: throughputs))
    #expect(abs(law.contention - 0.516) < 5e-4)
    #expect(abs(law.coherency - 0.00208) < 5e-6)
    #expect(abs(law.single - 12.5) < 0.05)
    guard case .doesNotFit(let residuals) = ScalabilityFit(blocks(throughputs, users: users))
    else {
      Issue.record("The law was not rejected")
      return
    }
    #expect(residuals.map { ($0 * 100).rounded() } == [25, -18, -3, 6, 9, 5, -4])
  }

  @Test("A server that follows the law has a peak within the measured loads")
  func peak() throws {
    let throughputs = [50, 94.8767, 170.3578, 273.5978, 358.7444, 352.8893, 261.9944]
    let fit = ScalabilityFit(blocks(throughputs, users: [1, 2, 4, 8, 16, 32, 64]))
    guard case .fits(_, let peak) = fit else {
      Issue.record("The law was rejected")
      return
    }
    #expect(isNear(try #require(peak), (0.95 / 0.002).squareRoot(), within: 0.01))
  }

  @Test("Few loads, a small range, or two blocks are insufficient")
  func notEnough() {
    let five = blocks([1, 2, 3, 4, 5], users: [1, 2, 4, 8, 16])
    #expect(ScalabilityFit(five) == .notEnoughPoints)
    let narrow = blocks([1, 2, 3, 4, 5, 6], users: [1, 2, 3, 4, 5, 6])
    #expect(ScalabilityFit(narrow) == .notEnoughPoints)
    let two = blocks([1, 2, 3, 4, 5, 6], users: [1, 2, 4, 8, 16, 32])
      .mapValues { $0.filter { $0.key < 2 } }
    #expect(ScalabilityFit(two) == .notEnoughPoints)
  }

  @Test("The knee of a hard limit is at the limit")
  func knee() throws {
    let points = blocks([10, 20, 20, 20, 20, 20, 20], users: [1, 2, 4, 8, 16, 32, 64])
    let knee = try #require(Knee(points))
    #expect(knee.users == 2)
    #expect(knee.range == 2...2)
  }

  @Test("Loads nearly as good as the knee are within its range")
  func kneeRange() throws {
    let noisy: [Int: [Int: Double]] = [
      1: [0: 10, 1: 11, 2: 10.5], 2: [0: 20, 1: 22, 2: 19], 4: [0: 28, 1: 31, 2: 29],
      8: [0: 28, 1: 31, 2: 27],
    ]
    let knee = try #require(Knee(noisy))
    #expect(knee.users == 4)
    #expect(knee.range == 2...4)
    #expect(try #require(Knee([2: [0: 5]])).range == 2...2)
    #expect(Knee([1: [0: 0]]) == nil)
  }

  @Test("The F distribution of the lack of fit agrees with SciPy's")
  func fisher() {
    #expect(isNear(fisherTail(4.2, 4, 14.5), 0.018477891903723627, within: 1e-9))
  }
}
