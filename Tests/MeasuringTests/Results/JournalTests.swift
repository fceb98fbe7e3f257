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
      started: Date(timeIntervalSince1970: 1_700_000_000), ended: nil,
      servers: [
        ServerRecord(
          descriptor: server, descriptorHash: "", runtime: .process, api: server.api[0],
          provenance: [:])
      ],
      images: testDataset(), cells: [], warnings: [])
  }

  private let server = testServer("alpha")

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
      let result = try Journal.read(file).result
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
        let result = try Journal.read(file).result
        #expect(result.cells.map(\.block) == [1])
        #expect(result.ended == nil)
      }
    }
  }

  @Test("A damaged line loses that line only, and is named by its number")
  func damaged() throws {
    try withFolder { folder in
      let file = folder.appending(path: "journal.jsonl")
      let journal = try Journal(creating: file)
      try journal.append(.run(run))
      let start = try Data(contentsOf: file).count
      for block in 1...3 { try journal.append(.cell(cell(block))) }
      let whole = try Data(contentsOf: file)
      let second = start + (whole.count - start) / 3 + 30
      for damage in [0xFF, UInt8(ascii: "7"), UInt8(ascii: "\"")] {
        var bytes = whole
        bytes[second] = damage
        try bytes.write(to: file)
        let stored = try Journal.read(file)
        #expect(stored.result.cells.map(\.block) == [1, 3])
        #expect(stored.problems == ["line 3 of \(file.path) is damaged; it is left out"])
      }
      #expect(try stored(whole, in: file).problems == [])
    }
  }

  private func stored(_ bytes: Data, in file: URL) throws -> StoredResult {
    try bytes.write(to: file)
    return try Journal.read(file)
  }

  @Test("An intact line of an unknown kind is left out and said")
  func unknownKind() throws {
    try withFolder { folder in
      let file = folder.appending(path: "journal.jsonl")
      let journal = try Journal(creating: file)
      try journal.append(.run(run))
      let line = JournalLine(Data("{\"later\":{\"_0\":1}}".utf8)).bytes
      let stored = try stored(Data(contentsOf: file) + line + line.dropLast(3), in: file)
      #expect(
        stored.problems == [
          "line 2 of \(file.path) cannot be read by this version of iiif-bench; it is left out"
        ])
    }
  }

  @Test("A broken result beside a good journal is read from the journal")
  func brokenResult() throws {
    try withFolder { folder in
      let journal = try Journal(creating: folder.appending(path: "journal.jsonl"))
      try journal.append(.run(run))
      try journal.append(.cell(cell(1)))
      let file = folder.appending(path: "result.json")
      try Data("{\"tru".utf8).write(to: file)
      let stored = try ResultStore.read(folder)
      #expect(stored.result.cells.count == 1)
      #expect(
        stored.problems == [
          "\(file.path): it is not a result: it is not complete JSON; the journal beside it was read "
            + "instead"
        ])
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
      #expect(
        error?.description.hasPrefix("\(link.path): the disk is full: 0.0 MB are needed") == true)
    }
  }

  @Test("A file that is not a journal is rejected")
  func noJournal() throws {
    try withFolder { folder in
      let file = folder.appending(path: "journal.jsonl")
      try Data("{}\n".utf8).write(to: file)
      let error = #expect(throws: StorageError.self) { try Journal.read(file).result }
      #expect(error?.detail == "it does not begin with the intact record of a run")
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
      #expect(try ResultStore.read(latest).result.cells.count == 1)
      var finished = run
      finished.cells = [cell(1), cell(2)]
      try store.write(finished)
      #expect(try ResultStore.read(latest).result.cells.count == 2)
      #expect(try ResultStore.read(store.resultFile).result.cells.count == 2)
      let second = try ResultStore(below: folder, study: "test", started: run.started)
      #expect(second.folder.lastPathComponent == "2023-11-14T221320-test-2")
    }
  }
}
