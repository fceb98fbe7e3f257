import Decisions
import IIIFBench
import Results
import TestSupport
import Testing

@Suite("Servers with other work are set apart") struct SetApartTests {
  /// The reasons for beta, beside an alpha and a gamma that are compared.
  private func reasons(
    answers: Int = 400, _ change: @escaping @Sendable (inout CellResult) -> Void
  ) throws -> [SetApart] {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma"]
    builder.answers = answers
    builder.change = { if $0.server == "beta" { change(&$0) } }
    let group = try #require(Verdicts(try builder.result()).groups.first)
    #expect(group.servers.count + group.apart.count == 3)
    #expect(group.pairs.count == group.servers.count * (group.servers.count - 1) / 2)
    return group.apart.first?.reasons ?? []
  }

  private func traits(_ entries: (AnswerTraits, Int)...) -> [ObservedTraits] {
    entries.map { ObservedTraits(traits: $0, count: $1) }
  }

  @Test("One failed request in 1,000 is too many, two in 3,000 are not")
  func errors() throws {
    #expect(try reasons(answers: 999) { $0.errors = ["empty": 1] } == [.errors(share: 0.001)])
    #expect(
      try reasons(answers: 999) { if $0.block > 1 { $0.errors = ["empty": 1] } } == [])
  }

  @Test("Images of another size set a server apart, except for a pixel of rounding")
  func pixelSize() throws {
    let (exact, rounded) = (AnswerTraits(), AnswerTraits(extraWidth: -1, extraHeight: 1))
    let smaller = AnswerTraits(extraWidth: -200, extraHeight: -300)
    #expect(try reasons { $0.traits = traits((exact, 8), (rounded, 8)) } == [])
    #expect(
      try reasons { $0.traits = traits((exact, 12), (smaller, 4)) }
        == [.pixelSize(width: -200, height: -300)])
  }

  @Test("A server that mostly returns the source file is set apart")
  func passedThrough() throws {
    let source = AnswerTraits(isPassedThrough: true)
    #expect(
      try reasons { $0.traits = traits((source, 9), (AnswerTraits(), 7)) } == [.passedThrough])
    #expect(try reasons { $0.traits = traits((source, 7), (AnswerTraits(), 9)) } == [])
  }

  @Test("Other qualities and subsamplings are compared")
  func quality() throws {
    let traits = traits((AnswerTraits(jpegQuality: 90, subsampling: "4:4:4"), 16))
    #expect(try reasons { $0.traits = traits } == [])
  }

  @Test("A server with a cache is set apart for the format of the check")
  func cached() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma"]
    builder.formats = [.jpeg(quality: 90), .tiff]
    var result = try builder.result()
    let series = (0..<8).map { _ in
      CacheCheck.Series(first: 1000, again: Array(repeating: 10, count: 8))
    }
    let check = try #require(CacheCheck(format: .tiff, cost: .cpuTime, rounds: [series, series]))
    #expect(check.isCached)
    result.starts = [StartRecord(server: "beta", block: 1, caches: [check])]
    let groups = Verdicts(result).groups
    #expect(groups.map { $0.apart.map(\.cell.cell.server) } == [[], ["beta"]])
    #expect(groups.last?.apart.map(\.reasons) == [[.cached]])
  }

  @Test("A cell whose answers all came after the window is set apart")
  func unfinished() throws {
    #expect(try reasons { $0.completedInWindow = 0 } == [.unfinished])
  }

  @Test("A cell without a valid answer has failed and is not set apart")
  func noValidAnswer() throws {
    var builder = ResultBuilder()
    builder.change = { cell in
      guard cell.server == "beta" else { return }
      (cell.requests, cell.completedInWindow) = (0, 0)
      cell.responseTime = nil
      cell.errors = ["timeout": 10]
    }
    let group = try #require(Verdicts(try builder.result()).groups.first)
    #expect(group.apart.isEmpty)
    #expect(group.absent.map(\.state) == [.failed])
    #expect(group.absent.map(\.reason) == ["no valid answer"])
    #expect(group.absent.first?.errors == ["timeout": 30])
  }

  @Test("A block without a valid answer is a remark, not a zero among the figures")
  func silentBlock() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha"]
    builder.change = { cell in
      if cell.block == 2 { (cell.requests, cell.completedInWindow) = (0, 0) }
    }
    let cell = try #require(ResultSummary(try builder.result()).cells.first)
    #expect(cell.state == .measured)
    #expect(cell.throughput?.values == [40, 40])
    #expect(cell.remarks == ["Block 2 failed: did not finish: no answer within the window"])
  }
}
