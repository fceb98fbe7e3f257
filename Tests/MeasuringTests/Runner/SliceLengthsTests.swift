@testable import IIIFBench
@testable import Measuring
import LoadGenerator
import TestSupport
import Testing

@Suite("Slices of a window")
struct SliceLengthsTests {
  private func study(_ change: (inout Study) -> Void = { _ in }) -> Study {
    var study = testStudy()
    (study.duration, study.warmUp) = (2, .fixed(1))
    change(&study)
    return study
  }

  /// The lengths of all slices of a window at a throughput.
  private func slices(_ study: Study, load: Load, throughput: Double) throws -> [Seconds] {
    let lengths = try #require(SliceLengths(study: study, load: load))
    var (slices, measured): ([Seconds], Seconds) = ([], 0)
    while case let length = lengths.next(after: measured, throughput: throughput), length > 0 {
      slices.append(length)
      measured += length
    }
    return slices
  }

  @Test("A fast server is measured in quarters of a second")
  func fast() throws {
    let slices = try slices(study(), load: .concurrency(10), throughput: 5000)
    #expect(slices == Array(repeating: 0.25, count: 8))
  }

  @Test(
    "A slice has some tens of answers, and the window keeps its length", arguments: [3, 25, 45.0])
  func slow(throughput: Double) throws {
    let slices = try slices(study(), load: .concurrency(10), throughput: throughput)
    #expect(slices.dropLast().allSatisfy { $0 * throughput >= 29.9 })
    #expect(abs(slices.reduce(0, +) - 2) <= 30 / throughput / 2)
    #expect(slices.allSatisfy { $0 <= 2 })
  }

  @Test("Open loads have slices of two seconds, with load before each")
  func open() throws {
    let study = study { $0.duration = 10 }
    let slices = try slices(study, load: .rate(50), throughput: 50)
    #expect(slices == Array(repeating: 2, count: 5))
    #expect(SliceLengths(study: study, load: .rate(50))?.warmUp.duration == .seconds(0.5))
  }

  @Test("Windows that must be one piece are not cut")
  func whole() {
    let precision = StopRule.Precision(relativeWidth: 0.1)
    let stage = Stage(duration: .seconds(1), from: 0, to: 1)
    #expect(SliceLengths(study: study { $0.iterations = 5 }, load: .concurrency(1)) == nil)
    #expect(
      SliceLengths(study: study { $0.traffic.stages = [stage] }, load: .concurrency(1)) == nil)
    #expect(
      SliceLengths(study: study { $0.traffic.precision = precision }, load: .concurrency(1))
        == nil)
    #expect(SliceLengths(study: study(), load: .replaySpeed(1)) == nil)
  }
}
