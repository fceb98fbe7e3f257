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

@Suite("The journal of a run")
struct JournalTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private var run: BenchmarkResult {
    BenchmarkResult(
      tool: ToolRecord(version: "1", libcurl: "7", swift: "6", build: .debug), host: .current,
      study: testStudy(), seed: 5, command: ["iiif-bench", "run"],
      started: Date(timeIntervalSince1970: 1_700_000_000), ended: nil, servers: [],
      images: testDataset(), cells: [], warnings: [])
  }

  private func cell(_ block: Int) -> CellResult {
    CellResult(
      cell: Cell(
        server: "alpha", variant: "default", format: .tiff, operation: "whole", load: .rate(2.5)),
      block: block, state: .failed, reason: "why")
  }

  @Test("Appended entries are read in order")
  func roundTrip() throws {
    try withFolder { folder in
      let file = folder.appending(path: "journal.jsonl")
      let journal = try Journal(creating: file)
      try journal.append(.run(run))
      try journal.append(.cell(cell(1)))
      try journal.append(.warning("slow"))
      try journal.append(.cell(cell(2)))
      try journal.append(.end(Date(timeIntervalSince1970: 1_700_000_060)))
      let result = try Journal.result(from: file)
      #expect(result.cells.map(\.block) == [1, 2])
      #expect(result.cells.first?.load == .rate(2.5))
      #expect(result.warnings == ["slow"])
      #expect(result.ended == Date(timeIntervalSince1970: 1_700_000_060))
      #expect(result.seed == 5)
    }
  }

  @Test("An incomplete last line loses that line only")
  func cutOff() throws {
    try withFolder { folder in
      let file = folder.appending(path: "journal.jsonl")
      let journal = try Journal(creating: file)
      try journal.append(.run(run))
      try journal.append(.cell(cell(1)))
      let whole = try Data(contentsOf: file)
      try journal.append(.cell(cell(2)))
      let longer = try Data(contentsOf: file)
      for length in whole.count..<(longer.count - 1) {
        try longer.prefix(length).write(to: file)
        let result = try Journal.result(from: file)
        #expect(result.cells.map(\.block) == [1])
        #expect(result.ended == nil)
      }
    }
  }

  @Test("A full disk is an error that names the file")
  func fullDisk() throws {
    try withFolder { folder in
      let link = folder.appending(path: "full")
      try FileManager.default.createSymbolicLink(
        atPath: link.path, withDestinationPath: "/dev/full")
      let journal = try Journal(appendingTo: link)
      let error = #expect(throws: StorageError.self) { try journal.append(.warning("x")) }
      #expect(error?.description == "\(link.path): No space left on device")
    }
  }

  @Test("A file that is not a journal is rejected")
  func noJournal() throws {
    try withFolder { folder in
      let file = folder.appending(path: "journal.jsonl")
      try Data("{}\n".utf8).write(to: file)
      let error = #expect(throws: StorageError.self) { try Journal.result(from: file) }
      #expect(error?.detail == "it does not begin with the record of a run")
    }
  }

  @Test("A result is read from its file, its folder, or the journal of a killed run")
  func store() throws {
    try withFolder { folder in
      let store = try ResultStore(below: folder, study: "test", started: run.started)
      #expect(store.folder.lastPathComponent == "2023-11-14T221320-test")
      let journal = try Journal(creating: store.journalFile)
      try journal.append(.run(run))
      try journal.append(.cell(cell(1)))
      let latest = folder.appending(path: "latest")
      #expect(try ResultStore.read(latest).cells.count == 1)
      var finished = run
      finished.cells = [cell(1), cell(2)]
      try store.write(finished)
      #expect(try ResultStore.read(latest).cells.count == 2)
      #expect(try ResultStore.read(store.resultFile).cells.count == 2)
      let second = try ResultStore(below: folder, study: "test", started: run.started)
      #expect(second.folder.lastPathComponent == "2023-11-14T221320-test-2")
    }
  }
}
