@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import Measuring
import Foundation
import Support
import TestSupport
import Testing

@Suite("What is checked before and after a run")
struct RobustnessTests {
  @Test("An answer may be four times the raw picture, or as long as the source file")
  func answerLimit() {
    let image = Expectation(size: PixelSize(width: 1000, height: 1000))
    #expect(AnswerLimit.bytes(for: image, source: 0) == 16_000_000)
    #expect(AnswerLimit.bytes(for: image, source: 20_000_000) == 20_000_000)
    #expect(AnswerLimit.bytes(for: Expectation(), source: 0) == AnswerLimit.standard)
    let huge = Expectation(size: PixelSize(width: .max, height: 2))
    #expect(AnswerLimit.bytes(for: huge, source: 0) == .max)
  }

  @Test("Servers that take turns keep their connections open")
  func openFiles() {
    var study = testStudy()
    study.loads = [.concurrency(10), .concurrency(2000), .rate(5)]
    #expect(study.openFiles(serversAtOnce: 2) > 4000)
    study.loads = [.rate(5)]
    #expect(study.openFiles(serversAtOnce: 1) < 100)
  }

  @Test("A measurement is told from other commands by its arguments")
  func otherRuns() {
    let isRun = { (words: [String]) in
      OtherRuns.isRun(commandLine: Array(words.map { $0 + "\0" }.joined().utf8))
    }
    #expect(isRun(["/x/iiif-bench", "run", "quick"]))
    #expect(!isRun(["iiif-bench", "run", "--dry-run"]))
    #expect(!isRun(["iiif-bench", "report", "run"]))
    #expect(!isRun([]))
  }

  @Test("A picture that a server wrote into is found")
  func writtenPicture() async throws {
    try await withTemporaryFolder { folder in
      var dataset = testDataset(count: 2)
      dataset.root = folder
      for file in dataset.files {
        let url = folder.appending(path: file.path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("picture".utf8).write(to: url)
      }
      let states = FileStates(of: dataset)
      #expect(states.changed() == [])
      try Data("picture EVIL".utf8).write(to: folder.appending(path: dataset.files[1].path))
      #expect(states.changed() == [dataset.files[1].path])
    }
  }

  /// An operation that fails for a later iteration.
  private struct Failing: ImageOperation {
    static let name = "failing"
    static let summary = "Fails"
    struct Failure: Error {}

    init(options: OptionValues) throws {}

    func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
      if iteration.index == 900 { throw Failure() }
      return [[OperationRequest(ImageRequest(), of: iteration.image)]]
    }
  }

  @Test("An operation that fails in a later iteration fails before any server starts")
  func rehearsal() throws {
    var study = testStudy()
    (study.servers, study.operations) = ([], [StudyOperation(name: "failing")])
    let known: [any ImageOperation.Type] = [Failing.self]
    var selection = try Selection(
      study: study, catalog: DescriptorLoader().load(directory: URL(filePath: "/nowhere")),
      operations: known)
    selection.servers = [try plannedServer(testServer())]
    selection.operations = [try Failing(options: OptionValues([:], for: []))]
    let rehearsal = RequestRehearsal(
      study: study, selection: selection, dataset: testDataset(), seed: 1)
    #expect(throws: Failing.Failure.self) { try rehearsal.run() }
  }
}
