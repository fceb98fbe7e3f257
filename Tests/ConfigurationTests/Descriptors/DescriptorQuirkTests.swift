@testable import Configuration
@testable import IIIF
@testable import IIIFBench
import TestSupport
import Testing

@Suite("Keys for what a server cannot do")
struct DescriptorQuirkTests {
  @Test("Caches can be wanted, with a field of one's own")
  func wantedCaches() throws {
    let wanted = DescriptorFixture.text.replacing(
      "caches: [Off in good.conf.]",
      with: "caches: wanted\ncache-hits: {field: X-Mine, values: [served]}")
    let catalog = try DescriptorFixture().load(wanted)
    #expect(catalog.summaries == [])
    let server = try #require(catalog.descriptors.first)
    #expect(server.wantsCaches && server.caches.isEmpty)
    #expect(server.cacheHits == CacheHitRule(field: "X-Mine", hits: ["served"]))
    let wrong = try DescriptorFixture().load(wanted.replacing("X-Mine", with: "'X Mine'"))
    #expect(wrong.summaries.first?.contains("the name of a header field") == true)
  }

  @Test("All keys are read")
  func keys() throws {
    let text = DescriptorFixture.text
      .replacing(
        "sources: [tiff-pyramid, jp2]",
        with: """
          sources: [tiff-pyramid, jp2]
          source-limits:
            tiff-pyramid: {lacks: [regionByPx], jpeg-compression: false}
            jp2: {maximum-pixels: 100}
          passes-source-through: [jp2]
          log: {refuse: [falling back], expect: [ready]}
          remarks:
            - {note: Slow., sources: [jp2], operations: [full]}
          """
      )
      .replacing(
        "  layout: flat", with: "  layout: flat\n  encoding: twice\n  refuses: ['#', space]"
      )
      .replacing("beyond: shrink", with: "beyond: shrink, timeout: 30, queue: 8")
      .replacing(
        "  images: /data",
        with: """
            images: /data
            init: false
            tmpfs: [/tmp]
            healthcheck: none
            shm-size: 64m
            ulimits: {nofile: 1024}
          """)
    let catalog = try DescriptorFixture().load(text)
    #expect(catalog.summaries == [])
    let server = try #require(catalog.descriptors.first)
    #expect(
      server.sourceLimits == [
        SourceLimits(family: .tiffPyramid, lacks: [.regionByPx], readsJPEGCompression: false),
        SourceLimits(family: .jp2, maximumPixels: 100),
      ])
    #expect(server.passesSourceThrough == [.jp2])
    #expect(server.log == LogRules(refused: ["falling back"], expected: ["ready"]))
    #expect(server.remarks == [ScopedNote("Slow.", sources: [.jp2], operations: ["full"])])
    #expect(server.identifier.encoding == .twice)
    #expect(server.identifier.refuses?.map(\.rawValue) == ["#", "space"])
    #expect(server.limits.timeout == 30)
    #expect(server.limits.queue == 8)
    #expect(
      server.container?.settings
        == ContainerSettings(
          usesInit: false, memoryFolders: ["/tmp"], checksHealth: false, sharedMemory: 64 << 20,
          processLimits: ["nofile": 1024]))
  }
}

extension DescriptorProblem {
  /// Contradictions in the keys for what a server cannot do.
  static let quirks: [DescriptorProblem] = [
    DescriptorProblem(
      "A refused character is a slash",
      "  layout: flat", "  layout: flat\n  refuses: [\"#\", \"a/b\"]",
      "22:18: error: an item of 'refuses' must be one to four characters of ASCII but / and space, "
        + "or one of space, non-ascii, non-latin-1, combining, found 'a/b'"),
    DescriptorProblem(
      "Limits are for files that the server does not read",
      "sources: [tiff-pyramid, jp2]",
      "sources: [tiff-pyramid, jp2]\nsource-limits: {jpeg: {lacks: [regionByPx]}}",
      "18:17: warning: 'jpeg' is in 'source-limits', but not in 'sources'; remove it, or add it "
        + "there"),
    DescriptorProblem(
      "A limit has no effect",
      "sources: [tiff-pyramid, jp2]",
      "sources: [tiff-pyramid, jp2]\nsource-limits: {jp2: {jpeg-compression: false}}",
      "18:23: warning: 'jpeg-compression' has no effect on 'jp2'; it is for 'tiff-pyramid'"),
    DescriptorProblem(
      "A family is passed through that the server does not read",
      "sources: [tiff-pyramid, jp2]",
      "sources: [tiff-pyramid, jp2]\npasses-source-through: [jpeg]",
      "18:25: warning: 'jpeg' is in 'passes-source-through', but not in 'sources'; remove it, or "
        + "add it there"),
    DescriptorProblem(
      "A remark concerns files that the server does not read",
      "sources: [tiff-pyramid, jp2]",
      "sources: [tiff-pyramid, jp2]\nremarks: [{note: Slow., sources: [jpeg]}]",
      "18:35: warning: 'jpeg' is in 'remarks', but not in 'sources'; remove it, or add it there"),
    DescriptorProblem(
      "A folder in memory hides the images",
      "  images: /data", "  images: /data\n  tmpfs: [/data]",
      "31:11: error: the folder in memory at '/data' hides '/data'; move one of them"),
    DescriptorProblem(
      "A key of the log is misspelt",
      "start-limit: 30", "start-limit: 30\nlog: {refuses: [x]}",
      "42:7: error: unknown key 'refuses' in 'log'; did you mean 'refuse'?"),
    DescriptorProblem(
      "A limit of a process is not a number",
      "  images: /data", "  images: /data\n  ulimits: {nofile: many}",
      "31:21: error: 'nofile' must be a whole number from 0 to 2147483647, found 'many'"),
  ]
}
