@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
import Synchronization
import Testing

@Suite struct ProgressLogTests {
  private func lines(_ level: Log.Level) throws -> [String] {
    let written = Mutex<[String]>([])
    let clock = Mutex(0.0)
    let log = ProgressLog(
      LiveState(study: "sample", blocks: 3),
      log: Log(level: level, write: { line in written.withLock { $0.append(line) } }),
      now: { clock.withLock { $0 } })
    let results = try ResultBuilder().result().cells
    log.observe(.preparing("drawing page 1"))
    log.observe(.advancing("fetching 1", detail: "1 KiB", done: 0, total: 2))
    log.observe(.advancing("fetching 1", detail: "2 KiB", done: 0, total: 2))
    log.observe(.advancing("fetching 2", detail: "1 KiB", done: 1, total: 2))
    log.observe(.planned(6))
    log.observe(.starting(server: "alpha", block: 1))
    log.observe(
      .cellEnded(
        CellResult(cell: results[0].cell, block: 0, state: .unsupported, reason: "no jp2")))
    log.observe(.cellBegan(results[0].cell, block: 1, number: 1))
    clock.withLock { $0 = 12 }
    log.observe(.cellEnded(results[0]))
    log.observe(.warning("alpha: slow"))
    log.observe(
      .cellEnded(
        CellResult(cell: results[1].cell, block: 1, state: .failed, reason: "it died\nlog")))
    log.note("a line")
    log.finish()
    return written.withLock { $0 }
  }

  @Test("Preparations, finished measurements and warnings are lines")
  func lines() throws {
    #expect(
      try lines(.info) == [
        "drawing page 1",
        "fetching 1 (0 of 2)",
        "fetching 2 (1 of 2)",
        "[1/6] alpha crop jpeg-q90 10 users, block 1 of 3: 40.0 requests/s, p50 20.0 ms, "
          + "p99 74.8 ms, 0 errors; 1 min left",
        "warning: alpha: slow",
        "[2/6] beta crop jpeg-q90 10 users, block 1 of 3: failed: it died; 24 s left",
        "warning: a line",
      ])
  }

  @Test("A log of warnings has no progress")
  func warnings() throws {
    #expect(try lines(.warning) == ["warning: alpha: slow", "warning: a line"])
  }

  @Test("A detailed log names starts and the beginning of measurements")
  func details() throws {
    let details = try lines(.debug).filter { $0.hasPrefix("debug: ") }
    #expect(
      details == [
        "debug: starting alpha for block 1",
        "debug: measuring alpha crop jpeg-q90 10 users, block 1",
      ])
  }
}
