@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

@Suite("What is kept of a start")
struct StartRecordTests {
  private let format = SourceFormat.jpeg(quality: 90)

  private func check(ratio: Double) throws -> CacheCheck {
    let round = (0..<5).map { _ in CacheCheck.Series(first: 100 * ratio, again: [100, 100, 100]) }
    return try #require(CacheCheck(format: format, cost: .cpuTime, rounds: [round, round]))
  }

  @Test("A declared cache is named beside what was found, and only in its format")
  func remarks() throws {
    let record = StartRecord(server: "alpha", block: 1, caches: [try check(ratio: 5)])
    var descriptor = testServer()
    let found = "Cached: a repeated URL costs the server less than half as much as a fresh one."
    #expect(record.remarks(for: format, of: descriptor) == [found])
    #expect(record.remarks(for: .jpeg(quality: 75), of: descriptor).isEmpty)
    descriptor.fixedCaches = ["It keeps tiles."]
    #expect(
      record.remarks(for: format, of: descriptor)
        == ["\(found) The descriptor says that it cannot be switched off: It keeps tiles."])
  }

  @Test("A declared cache that is not found is no remark")
  func unfound() throws {
    var descriptor = testServer()
    descriptor.fixedCaches = ["It keeps headers."]
    let record = StartRecord(server: "alpha", block: 1, caches: [try check(ratio: 1.1)])
    #expect(record.remarks(for: format, of: descriptor).isEmpty)
  }
}
