import Decisions
import IIIFBench
import Results
import TestSupport
import Testing

@Suite("Caches that are wanted") struct WantedCacheTests {
  /// Three servers, of which some want their caches; beta and gamma answer from one.
  private func result(wanted: Set<String>, study: CacheUse = .off) throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma"]
    builder.change = { cell in
      guard wanted.contains(cell.server) || study == .wanted else { return }
      cell.cache = CacheFigures(
        recognition: .field("X-Cache"), distinctRequests: 6, pictures: 6,
        cold: cell.block == 1
          ? CachePhase(seconds: 1, answersPerSecond: 6, hits: 0, misses: 6) : nil,
        warm: CachePhase(seconds: 10, answersPerSecond: 40, hits: 300, misses: 100))
    }
    var result = try builder.result()
    result.study.caches = study
    for index in result.servers.indices {
      result.servers[index].descriptor.wantsCaches =
        wanted.contains(result.servers[index].descriptor.label)
    }
    let series = (0..<8).map { _ in
      CacheCheck.Series(first: 1000, again: Array(repeating: 10, count: 8))
    }
    let check = try #require(
      CacheCheck(format: .jpeg(quality: 90), cost: .cpuTime, rounds: [series, series]))
    result.starts = ["beta", "gamma"].map { StartRecord(server: $0, block: 1, caches: [check]) }
    return result
  }

  private func comparisons(_ result: BenchmarkResult) -> [[String]] {
    Verdicts(result).groups.map { group in
      [group.usesCaches ? "caches" : "no caches"] + group.servers.map(\.cell.cell.server).sorted()
        + group.apart.map { "apart \($0.cell.cell.server)" }
    }
  }

  @Test("Servers that want their caches are compared with each other only")
  func split() throws {
    #expect(
      try comparisons(result(wanted: ["beta", "gamma"])) == [
        ["no caches", "alpha"], ["caches", "beta", "gamma"],
      ])
    #expect(
      try comparisons(result(wanted: ["beta"])) == [
        ["no caches", "alpha", "apart gamma"], ["caches", "beta"],
      ])
  }

  @Test("A study that wants caches compares all servers")
  func study() throws {
    #expect(
      try comparisons(result(wanted: [], study: .wanted)) == [
        ["caches", "alpha", "beta", "gamma"]
      ])
  }

  @Test("The hits of a cell are those of all blocks, its cold phase that of the first")
  func summary() throws {
    let summary = ResultSummary(try result(wanted: ["beta"]))
    let cache = try #require(summary.cells.first { $0.cell.server == "beta" }?.cache)
    #expect(cache.warm.hits == 900 && cache.warm.hitRatio == 0.75)
    #expect(cache.warm.answersPerSecond == 40)
    #expect(cache.cold?.misses == 6)
    #expect(cache.distinctRequests == 6)
    #expect(summary.cells.filter { $0.cache != nil }.count == 1)
  }
}
