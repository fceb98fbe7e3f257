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
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

/// Runs against a server that answers quickly and wrongly.
@Suite("Invalid answers are not fast answers")
struct WrongServerTests {
  /// A fault with the operation that shows it and the name under which it is told.
  struct Case: Sendable, CustomTestStringConvertible {
    var fault: WrongServer.Fault
    var operation = "crop"
    var kind: String
    /// Whether only the pictures that are compared show it.
    var isSampled = true
    var testDescription: String { fault.rawValue }
  }

  static let cases = [
    Case(fault: .otherRegion, kind: "wrong-pixels"), Case(fault: .blank, kind: "blank"),
    Case(fault: .halfQuality, kind: "wrong-quality"), Case(fault: .grey, kind: "wrong-colour"),
    Case(fault: .offByOneRow, kind: "moved"),
    Case(fault: .wrongTurn, operation: "rotation-quarter", kind: "wrong-rotation"),
    Case(fault: .stale, kind: "other-image"),
    Case(fault: .passedThrough, kind: "passed-through", isSampled: false),
    Case(fault: .truncated, kind: "truncated", isSampled: false),
    Case(fault: .otherSize, operation: "full", kind: "wrong-size", isSampled: false),
    Case(fault: .empty, operation: "full", kind: "empty", isSampled: false),
  ]

  @Test("Every fault is an error of its kind with an example, and fails the run", arguments: cases)
  func faults(wrong: Case) throws {
    let (outcome, cell) = try run(wrong.fault, operation: wrong.operation)
    #expect(outcome.status == 1, "\(outcome.errors)")
    let others = cell.errors.filter { $0.key != wrong.kind }
    #expect(others.isEmpty, "\(cell.errorExamples)")
    let count = try #require(cell.errors[wrong.kind], "\(cell.errors)")
    if wrong.isSampled {
      // A turn by 180° is the same either way round.
      #expect(count >= (wrong.fault == .wrongTurn ? 2 : 3))
      #expect(count <= cell.comparedPictures)
      #expect(cell.remarks.contains { $0.contains("\(count) of") })
    } else {
      #expect(count == 6)
      #expect(cell.requests == 0)
      #expect(cell.responseTime == nil)
    }
    let example = try #require(cell.errorExamples.first)
    #expect(example.kind == wrong.kind)
    #expect(example.url.contains("/default.jpg") && !example.expected.isEmpty)
    #expect(outcome.output.contains(wrong.kind) && outcome.output.contains(example.expected))
  }

  @Test("A valid server has no errors", arguments: ["crop", "full", "rotation-quarter"])
  func right(operation: String) throws {
    let (outcome, cell) = try run(.none, operation: operation)
    #expect(outcome.status == 0, "\(outcome.errors)\n\(outcome.output)")
    #expect(cell.errors.isEmpty && cell.remarks.isEmpty, "\(cell.errorExamples)")
    #expect((cell.comparedPictures) >= 2)
    #expect(cell.traits.map(\.traits.jpegQuality) == [75])
  }

  private func run(
    _ fault: WrongServer.Fault, operation: String
  ) throws -> (outcome: Program.Outcome, cell: CellResult) {
    let cache = FileManager.default.temporaryDirectory
      .appending(path: "iiif-bench-cache-\(UUID().uuidString)")
    let program = try Program(cache: cache)
    defer { program.remove() }
    let folder = program.results.appending(path: "pictures")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let server = try WrongServer(fault: fault, folder: folder).start {
      sourceFile(of: folder, cache: cache)
    }
    defer { server.stop() }
    let outcome = try program.run([
      "run", "--url", "iiif-reference=\(server.origin)", "--server", "iiif-reference",
      "--operation", operation, "--format", "jpeg-q90", "--images", folder.path,
      "--iterations", operation == "rotation-quarter" ? "2" : "6", "--blocks", "1",
      "--warm-up", "0", "--concurrency", "1",
    ])
    let cell = try #require(try program.result().cells.first { $0.state == .measured })
    return (outcome, cell)
  }
}

/// The file of the first picture in the format of the runs, which is in the cache by then.
private func sourceFile(of folder: URL, cache: URL) -> [UInt8] {
  let root = DatasetProvider(cache: cache).root(ofFolder: folder)
  let data = try? Data(contentsOf: root.appending(path: "jpeg-q90/a.jpg"))
  return data.map(Array.init) ?? []
}
