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

@Suite("Another number of workers")
struct WorkerCountTests {
  private func selection(_ descriptors: [ServerDescriptor]) throws -> Selection {
    var selection = try Selection(
      servers: [], operations: [], major: 2,
      catalog: DescriptorLoader().load(directory: URL(filePath: "/no/servers")), among: [],
      timed: true)
    selection.servers = try descriptors.map { try plannedServer($0) }
    return selection
  }

  @Test("Servers get the number in a command or a file, as processes or as threads")
  func used() throws {
    let folder = try TestFolder()
    try folder.write("workers = {workers}", to: "sample/server.conf")
    var threads = ServerDescriptor.process(["serve", "--threads={workers}"])
    threads.workers = Workers(kind: .thread, count: 4)
    var selection = try selection([
      .process(["serve", "--workers={workers}"]), .process(["serve"], files: ["server.conf"]),
      threads,
    ])
    let kept = try selection.setWorkers(7, folder: folder.url)
    #expect(kept.isEmpty)
    #expect(selection.servers.map(\.descriptor.workers.count) == [7, 7, 7])
  }

  @Test("Servers that do not use the number keep theirs, and the run says so")
  func unused() throws {
    var threads = ServerDescriptor.process(["serve"])
    threads.workers = Workers(kind: .thread, count: 4)
    var selection = try selection([.process(["serve"]), threads])
    let kept = try selection.setWorkers(7, folder: URL(filePath: "/no/servers"))
    #expect(
      kept == [
        "sample keeps its 2 processes: its descriptor uses {workers} nowhere.",
        "sample keeps its 4 threads: its descriptor uses {workers} nowhere.",
      ])
    #expect(selection.servers.map(\.descriptor.workers.count) == [2, 4])
  }

  @Test("A server that runs already keeps its workers")
  func external() throws {
    var selection = try selection([.process(["serve", "--workers={workers}"])])
    let kept = try selection.setWorkers(
      7, folder: URL(filePath: "/no/servers"), external: ["sample"])
    #expect(kept == ["sample keeps its workers: it runs already."])
    #expect(selection.servers.map(\.descriptor.workers.count) == [2])
  }
}
