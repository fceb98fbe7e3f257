import ArgumentParser
@testable import IIIFBench
@testable import IIIFBenchCommand
@testable import Results
import TestSupport
import Testing

@Suite("Thresholds on the command line")
struct ThresholdOptionsTests {
  private func failure(of builder: ResultBuilder) throws -> CommandFailure? {
    do {
      try ThresholdOptions.parse([]).refuse(builder.result())
      return nil
    } catch let failure as CommandFailure {
      return failure
    }
  }

  @Test("A condition is added to those of the study, once")
  func added() throws {
    let options = try ThresholdOptions.parse(["--fail-if", "p99(crop) > 1s"])
    let threshold = try Threshold("p99(crop) > 1s")
    #expect(try options.added(to: []) == [threshold])
    #expect(try options.added(to: [threshold]) == [threshold])
  }

  @Test("A result within its limits passes")
  func passes() throws {
    var builder = ResultBuilder()
    builder.thresholds = ["p50(crop) > 10s"]
    #expect(try failure(of: builder) == nil)
  }

  @Test("An exceeded limit fails the run, with the server that exceeds it")
  func exceeded() throws {
    var builder = ResultBuilder()
    builder.thresholds = ["p50(crop) > 1ms"]
    let failure = try #require(try failure(of: builder))
    #expect(failure.exitStatus == .failed)
    #expect(failure.message.contains("alpha"))
  }

  @Test("A failed measurement fails the run")
  func failed() throws {
    var builder = ResultBuilder()
    builder.change = { cell in
      if cell.cell.server == "beta", cell.block == 1 { cell.state = .failed }
    }
    #expect(
      try failure(of: builder)?.message == "1 of 6 measurements failed or had errors")
  }
}
