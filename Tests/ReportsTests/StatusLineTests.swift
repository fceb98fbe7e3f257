@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import Synchronization
import Testing

@Suite struct StatusLineTests {
  @Test("The line is overwritten, warnings are above it, and it is removed at the end")
  func line() {
    let written = Mutex("")
    let clock = Mutex(0.0)
    let line = StatusLine(
      columns: { 12 }, now: { clock.withLock { $0 } },
      write: { text in written.withLock { $0 += text } })
    line.observe(.preparing("a rather long text"))
    line.observe(.preparing("too soon"))
    line.observe(.warning("careful"))
    clock.withLock { $0 = 1 }
    line.observe(.starting(server: "alpha", block: 1))
    line.finish()
    line.finish()
    clock.withLock { $0 = 2 }
    line.observe(.preparing("late"))
    let clear = "\r\u{1B}[2K"
    #expect(
      written.withLock { $0 } == "\(clear)a rather l…\(clear)warning: careful\n"
        + "\(clear)starting a…\(clear)")
  }

  @Test("Counted preparations have a bar if there is space")
  func bar() {
    func line(columns: Int) -> String {
      let written = Mutex("")
      let line = StatusLine(
        columns: { columns }, now: { 0 }, write: { text in written.withLock { $0 += text } })
      line.observe(.advancing("fetching 0004", detail: "1234 KiB", done: 3, total: 12))
      return written.withLock { $0 }
    }
    let clear = "\r\u{1B}[2K"
    #expect(line(columns: 40) == "\(clear)3 of 12  fetching 0004, 1234 KiB")
    #expect(
      line(columns: 80) == "\(clear)━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 3 of 12  fetching 0004, 1234 KiB")
  }
}
