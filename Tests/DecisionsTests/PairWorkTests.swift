import Decisions
import IIIFBench
import Results
import Statistics
import TestSupport
import Testing

@Suite("The price of different work") struct PairWorkTests {
  /// Answers of a window and JPEG quality by server; blocks differ by 1 %.
  private func result(
    _ servers: [String: (answers: Double, quality: Int)], load: Load = .concurrency(10),
    costs: [Int: Double] = [75: 0.004, 90: 0.005], bytes: [String: Int] = [:]
  ) throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.servers = servers.keys.sorted()
    builder.loads = [load]
    builder.change = { cell in
      guard let server = servers[cell.cell.serverLabel] else { return }
      cell.completion.answers = server.answers * (1 + 0.01 * Double(cell.block))
      cell.bytes = (bytes[cell.server] ?? 50_000) * cell.completedInWindow
      cell.traits = [
        ObservedTraits(
          traits: AnswerTraits(jpegQuality: server.quality, subsampling: "4:2:0"), count: 16)
      ]
    }
    var result = try builder.result()
    result.encodingCosts = costs.sorted { $0.key < $1.key }.map { quality, seconds in
      EncodingCost(
        operation: "crop", encoding: JPEGEncoding(quality: quality, subsampling: "4:2:0"),
        pictures: 4, seconds: seconds, optimisedSeconds: 2.1 * seconds)
    }
    for index in result.servers.indices {
      let label = result.servers[index].descriptor.label
      result.servers[index].descriptor.jpegQuality.value = servers[label]?.quality
    }
    return result
  }

  private func pair(_ result: BenchmarkResult) throws -> PairVerdict {
    try #require(Verdicts(result).groups.first?.pairs.first)
  }

  @Test("Equal encodings have no price")
  func equal() throws {
    #expect(try pair(result(["a": (4000, 75), "b": (3000, 75)])).work == nil)
  }

  @Test("The price is bounded by libvips' costs, and the verdict stands if it exceeds them")
  func bounded() throws {
    let far = try #require(try pair(result(["a": (4000, 75), "b": (2000, 90)])).work)
    #expect(far.basis == .bounded && far.stands)
    let correction = try #require(far.correction)
    #expect(correction.lowerBound == 1 && abs(correction.upperBound - 1.25) < 1e-9)
    #expect(far.differences.map(\.aspect) == [.quality])
    #expect(far.differences.first?.worse == .quality(90))
    let near = try #require(try pair(result(["a": (4000, 75), "b": (3500, 90)])).work)
    #expect(near.correction == correction && !near.stands)
  }

  @Test("A server that is faster although it does more work is faster")
  func moreWorkAndFaster() throws {
    let work = try #require(try pair(result(["a": (4000, 90), "b": (3800, 75)])).work)
    #expect(work.stands)
    #expect(try #require(work.correction).upperBound == 1)
  }

  @Test("Level servers with other work are not level for equal work")
  func level() throws {
    let pair = try pair(result(["a": (40000, 75), "b": (40000, 90)]))
    #expect(pair.comparison?.verdict == .level)
    #expect(pair.work?.stands == false)
  }

  @Test("Without a cost, and in open loops, the price is unknown")
  func unknown() throws {
    let unpriced = try pair(result(["a": (4000, 75), "b": (2000, 90)], costs: [75: 0.004]))
    #expect(unpriced.work?.basis == .unknown && unpriced.work?.stands == false)
    let open = try pair(result(["a": (4000, 75), "b": (4000, 90)], load: .rate(100)))
    #expect(open.work?.basis == .unknown)
  }

  @Test("Over a network, the bytes of the answers count as well")
  func network() throws {
    var result = try result(
      ["a": (4000, 75), "b": (2000, 90)], bytes: ["a": 40_000, "b": 64_000])
    result.starts = [StartRecord(server: "b", block: 1)]
    let work = try #require(try pair(result).work)
    #expect(abs(try #require(work.correction).upperBound - 1.6) < 1e-9)
  }

  @Test("A server that was measured at both qualities gives the price, of its own pairs only")
  func measured() throws {
    let verdicts = Verdicts(
      try result([
        "a": (40000, 75), "a@q90": (32000, 90), "b": (20000, 90), "c": (10000, 75),
      ]))
    let group = try #require(verdicts.groups.first)
    let labels = group.servers.map(\.cell.cell.serverLabel)
    #expect(labels == ["a", "a@q90", "b", "c"])
    #expect(group.pair(0, 1)?.work == nil)
    let priced = try #require(group.pair(0, 2)?.work)
    #expect(priced.basis == .measured(on: "a", as: "a@q90"))
    #expect(try #require(priced.correction).contains(1.25))
    #expect(priced.stands)
    #expect(group.pair(1, 2)?.work == nil)
    let inverse = try #require(group.pair(1, 3)?.work)
    #expect(inverse.basis == .measured(on: "a@q90", as: "a"))
    #expect(try #require(inverse.correction).contains(0.8))
    #expect(group.pair(2, 3)?.work?.basis == .bounded)
  }
}
