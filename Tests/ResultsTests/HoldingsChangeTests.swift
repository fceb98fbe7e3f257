@testable import Results
import Testing

@Suite("What a server holds before and after a cell")
struct HoldingsChangeTests {
  @Test("Growth with the requests is reported")
  func growth() {
    let change = HoldingsChange(
      before: ServerHoldings(openFiles: 90, threads: 10, temporaryFiles: 0, temporaryBytes: 0),
      after: ServerHoldings(
        openFiles: 290, threads: 12, temporaryFiles: 200, temporaryBytes: 51_000_000))
    #expect(
      change.remarks(requests: 200) == [
        "The server's open files grow with its requests.",
        "The server leaves temporary files with its requests.",
      ])
  }

  @Test("Growth that does not follow the requests is not reported")
  func steady() {
    let change = HoldingsChange(
      before: ServerHoldings(openFiles: 90, threads: 1), after: ServerHoldings(openFiles: 120))
    #expect(change.remarks(requests: 1000) == [])
    #expect(change.remarks(requests: 0) == [])
  }

  @Test("The volume of the log is per request")
  func log() {
    let change = HoldingsChange(
      before: ServerHoldings(logBytes: 100), after: ServerHoldings(logBytes: 1100))
    #expect(change.logBytes(per: 10) == 100)
    #expect(change.logBytes(per: 0) == nil)
    #expect(change.remarks(requests: 10) == [])
    let loud = HoldingsChange(
      before: ServerHoldings(logLines: 10, logBytes: 100),
      after: ServerHoldings(logLines: 260, logBytes: 100_100))
    #expect(
      loud.remarks(requests: 100) == [
        "The server writes more than 500 bytes of log per request."
      ])
  }
}
