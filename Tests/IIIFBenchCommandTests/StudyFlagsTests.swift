import ArgumentParser
@testable import Configuration
@testable import IIIFBench
@testable import IIIFBenchCommand
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Flags of a run")
struct StudyFlagsTests {
  static let study = Study(
    name: "s", question: "Which?", servers: ["a"],
    operations: [StudyOperation(name: "crop", options: ["width": "512"])], formats: [.tiff],
    loads: [.concurrency(1)], images: StudyImages(source: "sample", count: nil),
    thresholds: [])

  private func merged(_ arguments: [String], into study: Study = Self.study) throws -> Study {
    let command = try #require(
      try RootCommand.parseAsRoot(["run"] + arguments) as? RunCommand)
    return try command.merged(into: study)
  }

  @Test("Without flags the study is unchanged")
  func nothing() throws {
    #expect(try merged([]) == Self.study)
  }

  @Test("Each flag changes what it names")
  func flags() throws {
    let study = try merged([
      "--server", "b", "--server", "c@d", "--format", "jp2-10x", "--concurrency", "2,30",
      "--rate", "0.5", "--replay-speed", "4", "--images", "folder", "--count", "3", "--api", "3",
      "--blocks", "7", "--time-budget", "10m", "--order", "sequential", "--iterations", "20",
      "--warm-up", "0", "--margin", "2.5", "--quality-price", "measured",
      "--caches", "wanted", "--picture-sample", "5", "--arrivals", "poisson", "--think-time", "1.5",
      "--precision", "0.05", "--threads", "2", "--requests-per-connection", "1",
      "--streams-per-connection", "20", "--maximum-redirects", "2", "--http", "2",
      "--ca-file", "ca.pem", "--insecure", "--timeout", "9", "--workers", "4",
      "--server-cpus", "0-1", "--server-memory", "2g", "--generator-cpus", "3",
      "--fail-if", "errors(*) > 0",
    ])
    var expected = Self.study
    expected.servers = ["b", "c@d"]
    expected.formats = [.jp2(ratio: 10)]
    expected.loads = [.concurrency(2), .concurrency(30), .rate(0.5), .replaySpeed(4)]
    expected.images = StudyImages(source: "folder", count: 3)
    expected.api = 3
    expected.blocks = .fixed(7)
    expected.timeBudget = 600
    expected.order = .sequential
    expected.iterations = 20
    expected.warmUp = .fixed(0)
    expected.margin = 2.5
    expected.qualityPrice = .measured
    expected.caches = .wanted
    expected.pictureSample = 5
    expected.traffic = Traffic(
      arrivals: .poisson, thinkTime: 1.5, precision: StopRule.Precision(relativeWidth: 0.05),
      threads: 2, requestsPerConnection: 1, streamsPerConnection: 20, maximumRedirects: 2,
      http: .http2, certificateAuthorityFile: "ca.pem", verifiesCertificate: false, timeout: 9)
    expected.resourceLimits = ResourceLimits(
      workers: 4, serverCPUs: CPUSet("0-1"), serverMemory: 2 << 30, generatorCPUs: CPUSet("3"))
    expected.thresholds = [try Threshold("errors(*) > 0")]
    #expect(study == expected)
  }

  @Test("A duration replaces the iterations of a study, and the number of blocks can be automatic")
  func replacements() throws {
    var iterations = Self.study
    iterations.iterations = 5
    #expect(try merged(["--duration", "3"], into: iterations).iterations == nil)
    #expect(try merged(["--blocks", "auto"]).blocks == .automatic(atMost: 13))
    #expect(try merged(["--max-blocks", "5"]).blocks == .automatic(atMost: 5))
  }

  @Test("Options change an operation, and one that is not in the run is named")
  func options() throws {
    #expect(
      try merged(["--option", "crop.width=1024"]).operations
        == [StudyOperation(name: "crop", options: ["width": "1024"])])
    let error = #expect(throws: SelectionError.self) {
      try merged(["--option", "corp.width=1024"])
    }
    #expect(
      error?.description == "there is no operation in this run 'corp'; did you mean 'crop'?")
  }

  @Test(
    "A number out of bounds is refused with its flag, by the bounds of the study",
    arguments: [
      ("concurrency", "0", "from 1 to 100000"), ("concurrency", "100001", "from 1 to 100000"),
      ("rate", "0", "from 0.01 to 1000000"), ("replay-speed", "2000", "from 0.001 to 1000"),
      ("blocks", "0", "from 1 to 1000"), ("max-blocks", "1", "from 2 to 1000"),
      ("duration", "0.05", "from 0.1 to 86400"), ("iterations", "0", "from 1 to 1000000000"),
      ("warm-up", "86401", "from 0 to 86400"), ("picture-sample", "1000001", "from 0 to 1000000"),
      ("count", "0", "from 1 to 1000000"), ("think-time", "3601", "from 0 to 3600"),
      ("threads", "257", "from 1 to 256"), ("precision", "0", "from 0.0001 to 10"),
      ("requests-per-connection", "0", "from 1 to 1000000000"), ("timeout", "nan", nil),
      ("streams-per-connection", "0", "from 1 to 65535"),
      ("maximum-redirects", "101", "from 0 to 100"),
      ("timeout", "0", "from 0.001 to 86400"), ("workers", "1025", "from 1 to 1024"),
    ] as [(String, String, String?)])
  func bounds(flag: String, value: String, bounds: String?) throws {
    let error = #expect(throws: BoundError.self) { try merged(["--\(flag)", value]) }
    let ending = Ending(try #require(error))
    #expect(ending.status == 64)
    #expect(
      ending.text == "--\(flag) \(value): must be \(bounds ?? "from 0.001 to 86400")")
  }

  @Test("All numbers out of bounds are reported together")
  func allBounds() throws {
    let error = #expect(throws: BoundError.self) {
      try merged(["--concurrency", "0,1,200000", "--threads", "0"])
    }
    #expect(error?.problems.map(\.name) == ["concurrency", "concurrency", "threads"])
  }

  @Test(
    "An invalid value of a flag is invalid usage",
    arguments: [
      ["--concurrency", "three"], ["--concurrency", "1,"], ["--server-cpus", "1-0"],
      ["--server-memory", "much"], ["--time-budget", "10"], ["--blocks", "many"],
      ["--duration", "1", "--iterations", "1"], ["--blocks", "3", "--max-blocks", "5"],
    ])
  func texts(arguments: [String]) throws {
    let error = #expect(throws: (any Error).self) { try merged(arguments) }
    #expect(Ending(try #require(error)).status == 64)
  }
}
