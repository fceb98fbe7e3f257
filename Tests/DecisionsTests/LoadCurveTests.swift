import Decisions
import Foundation
import IIIFBench
import Results
import Statistics
import TestSupport
import Testing

@Suite struct LoadCurveTests {
  private func curves(_ rate: @escaping @Sendable (Int) -> Double, loads: [Int]) throws
    -> [LoadCurve]
  {
    var builder = ResultBuilder()
    builder.servers = ["alpha"]
    builder.loads = loads.map(Load.concurrency)
    builder.change = { cell in
      guard case .concurrency(let users) = cell.load else { return }
      let noise = [0, 0.004, -0.004][cell.block - 1]
      cell.completion.answers = 1000 * rate(users) * exp(noise)
    }
    return LoadCurve.curves(of: ResultSummary(try builder.result()))
  }

  @Test("A server that stops at two users has its knee there, and the law does not fit")
  func hardLimit() throws {
    let curve = try #require(
      try curves({ $0 == 1 ? 10 : 20 }, loads: [1, 2, 4, 8, 16, 32, 64]).first)
    #expect(curve.knee.users == 2 && curve.knee.range == 2...2)
    guard case .doesNotFit = curve.fit else {
      Issue.record("expected no fit")
      return
    }
  }

  @Test("A curve of the law fits it, with its peak")
  func law() throws {
    let rate = { @Sendable (users: Int) -> Double in
      let n = Double(users)
      return 50 * n / (1 + 0.05 * (n - 1) + 0.002 * n * (n - 1))
    }
    let curve = try #require(try curves(rate, loads: [1, 2, 4, 8, 16, 32, 64]).first)
    guard case .fits(let law, let peak?) = curve.fit else {
      Issue.record("expected a fit with a peak")
      return
    }
    #expect(abs(law.contention - 0.05) < 0.005)
    #expect(abs(peak - 21.8) < 1)
  }

  @Test("Few loads give a knee only, and two loads nothing")
  func few() throws {
    let curve = try #require(try curves({ Double($0) }, loads: [1, 2, 4]).first)
    #expect(curve.fit == .notEnoughPoints)
    #expect(try curves({ Double($0) }, loads: [1, 4]).isEmpty)
  }
}
