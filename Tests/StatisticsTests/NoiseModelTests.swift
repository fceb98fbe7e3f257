import Statistics
import Testing

@Suite struct NoiseModelTests {
  private let h = [0.1, 0.05, 0.02, 0.01, 0.004, 0.002, 0.001, 0.0005]

  private func model(_ variances: [Double], floor: Double = 0) -> NoiseModel {
    NoiseModel(
      variances: variances, degrees: variances.map { _ in 2 },
      inverseCompletions: Array(h.prefix(variances.count)), floor: floor)
  }

  @Test("The model is recovered from exact variances")
  func exact() {
    let both = model(h.map { 4e-4 + 0.09 * $0 })
    #expect(isNear(both.perStart, 4e-4) && isNear(both.perRequest, 0.09))
    let starts = model(h.map { _ in 1e-3 })
    #expect(isNear(starts.perStart, 1e-3) && abs(starts.perRequest) < 1e-9)
    let requests = model(h.map { 0.09 * $0 })
    #expect(abs(requests.perStart) < 1e-9 && isNear(requests.perRequest, 0.09))
  }

  @Test("Scattered variances are fitted by maximum likelihood")
  func scattered() {
    let fit = model([0.012, 0.0031, 0.004, 0.0009, 0.0008, 0.0007, 0.0003, 0.0005])
    #expect(isNear(fit.perStart, 3.6914318e-4, within: 1e-6))
    #expect(isNear(fit.perRequest, 0.10391052, within: 1e-6))
    #expect(isNear(fit.variance(at: 0.01), 3.6914318e-4 + 0.0010391052, within: 1e-6))
  }

  @Test("Fewer than six variances, or similar numbers of requests, have constant noise")
  func inseparable() {
    let few = model([0.012, 0.0031, 0.004, 0.0009, 0.0008])
    #expect(isNear(few.perStart, 0.00416) && few.perRequest == 0)
    let alike = NoiseModel(
      variances: [1, 2, 3, 4, 5, 9], degrees: [1, 1, 1, 1, 1, 5],
      inverseCompletions: [1, 1.5, 2, 2.5, 3, 3.9])
    #expect(isNear(alike.perStart, 6) && alike.perRequest == 0)
  }

  @Test("A start has at least half a percent of noise, even if none was observed")
  func floor() {
    #expect(model(h.map { _ in 0 }, floor: NoiseModel.floor).perStart == 0.005 * 0.005)
    #expect(model(h.map { 0.09 * $0 }, floor: NoiseModel.floor).perStart == 0.005 * 0.005)
  }
}
