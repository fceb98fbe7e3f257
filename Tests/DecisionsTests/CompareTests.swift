@testable import Decisions
import Foundation
import IIIFBench
import Results
import Statistics
import TestSupport
import Testing

@Suite("Comparisons within a run and between runs")
struct CompareTests {
  /// A result with answers per window by server, with some noise by block.
  private func measured(
    _ rates: [String: Double], operations: [String] = ["crop", "information"],
    _ change: (inout ResultBuilder) -> Void = { _ in },
    cell changeCell: @escaping @Sendable (inout CellResult) -> Void = { _ in }
  ) throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.servers = rates.keys.sorted()
    builder.operations = operations
    builder.change = { cell in
      let noise = [0, 0.01, -0.01, 0.005, -0.004][(cell.block - 1) % 5]
      let own = cell.operation == "crop" ? 0.004 : -0.003
      let rate = rates[cell.cell.serverLabel] ?? 1
      cell.completion.answers = rate * exp(noise + own * Double(cell.block % 2))
      changeCell(&cell)
    }
    change(&builder)
    return try builder.result()
  }

  private func changed(_ result: BenchmarkResult, _ label: String) throws -> BenchmarkResult {
    var result = result
    let index = try #require(result.servers.firstIndex { $0.descriptor.label == label })
    result.servers[index].descriptor.version = "5.0"
    result.servers[index].provenance = ["image": "sha256:new"]
    return result
  }

  @Test("Two servers of a run are paired, new over base")
  func paired() throws {
    let result = try measured(["alpha": 1000, "alpha@new": 800, "beta": 500])
    let comparison = try PairedChanges(result, baseline: "alpha", servers: ["alpha@new"])
    #expect(comparison.changes.map(\.operation) == ["crop", "information"])
    #expect(comparison.changes.map(\.verdict) == [.slower, .slower])
    #expect(abs(try #require(comparison.means["alpha@new"]).ratio - 0.8) < 0.001)
    #expect(comparison.changes[0].isSlower(byMoreThan: 0.1))
    #expect(!comparison.changes[0].isSlower(byMoreThan: 0.25))
    let inverse = try PairedChanges(result, baseline: "alpha@new", servers: ["alpha"])
    #expect(inverse.changes.map(\.verdict) == [.faster, .faster])
  }

  @Test("An unknown server is reported with the known ones")
  func unknown() throws {
    let result = try measured(["alpha": 1000, "beta": 500])
    let error = #expect(throws: UnknownServer.self) {
      try PairedChanges(result, baseline: "alpha", servers: ["bta"])
    }
    #expect(error?.description == "there is no server in this result 'bta'; did you mean 'beta'?")
  }

  @Test("Other encodings forbid a verdict where they may explain the distance")
  func otherWork() throws {
    let traits: @Sendable (inout CellResult) -> Void = { cell in
      let quality = cell.server == "alpha" ? 75 : 90
      cell.traits = [
        ObservedTraits(traits: AnswerTraits(jpegQuality: quality, subsampling: "4:2:0"), count: 100)
      ]
    }
    for (rate, isVerdict) in [(800.0, false), (300, true)] {
      var result = try measured(["alpha": 1000, "beta": rate], cell: traits)
      for (quality, seconds) in [(75, 0.004), (90, 0.006)] {
        let encoding = JPEGEncoding(quality: quality, subsampling: "4:2:0")
        result.encodingCosts += Set(result.cells.map(\.operation)).map {
          EncodingCost(
            operation: $0, encoding: encoding, pictures: 4, seconds: seconds,
            optimisedSeconds: 2 * seconds)
        }
      }
      let comparison = try PairedChanges(result, baseline: "alpha", servers: ["beta"])
      #expect(comparison.changes.allSatisfy { ($0.verdict != nil) == isVerdict })
    }
  }

  @Test("A side with errors is set apart; a cache that both have is not a reason")
  func apart() throws {
    let result = try measured(
      ["alpha": 1000, "beta": 500],
      cell: { cell in
        if cell.server == "beta", cell.operation == "crop" { cell.errors = ["status": 100] }
      })
    let comparison = try PairedChanges(result, baseline: "alpha", servers: ["beta"])
    guard case .apart(let sides) = comparison.changes[0].outcome else {
      Issue.record("expected a side apart")
      return
    }
    #expect(sides.map(\.label) == ["beta"])
    #expect(comparison.changes[1].verdict == .slower)
  }

  @Test("Between runs the change of the control is subtracted")
  func controlled() throws {
    let base = try measured(["alpha": 1000, "beta": 500])
    let new = try changed(try measured(["alpha": 720, "beta": 450]), "alpha")
    let comparison = try RunComparison(base: base, new: new)
    #expect(comparison.servers == ["alpha"])
    #expect(comparison.controls == ["alpha": ["beta"]])
    #expect(comparison.changes.map(\.verdict) == [.slower, .slower])
    #expect(abs(try #require(comparison.means["alpha"]).ratio - 0.8) < 0.001)
    #expect(abs(try #require(comparison.controlChange) - 0.9) < 0.001)
    #expect(try #require(comparison.resolution) < 0.2)
  }

  @Test("If no server changed, each is compared with the others, and nothing is slower")
  func unchanged() throws {
    let base = try measured(["alpha": 1000, "beta": 500])
    let new = try measured(["alpha": 850, "beta": 425])
    let comparison = try RunComparison(base: base, new: new)
    #expect(comparison.servers == ["alpha", "beta"])
    #expect(comparison.changes.allSatisfy { $0.verdict == .level })
    let chosen = try RunComparison(base: base, new: new, control: ["beta"])
    #expect(chosen.servers == ["alpha"])
    #expect(throws: UnknownServer.self) {
      try RunComparison(base: base, new: new, control: ["gamma"])
    }
  }

  @Test("Without a control a change has no verdict")
  func uncontrolled() throws {
    let base = try measured(["alpha": 1000])
    let new = try measured(["alpha": 500])
    let comparison = try RunComparison(base: base, new: new)
    #expect(comparison.controlChange == nil)
    for change in comparison.changes {
      guard case .unexplained(let ratio) = change.outcome else {
        Issue.record("expected no verdict")
        continue
      }
      #expect(abs(ratio - 0.5) < 0.001)
    }
  }

  @Test("Another encoding in one run is not the same work, however large the change is")
  func jpegQuality() throws {
    let quality = { (quality: Int) -> @Sendable (inout CellResult) -> Void in
      { cell in
        guard cell.operation == "crop", cell.server == "alpha" else { return }
        cell.traits = [
          ObservedTraits(
            traits: AnswerTraits(jpegQuality: quality, subsampling: "4:2:0"), count: 100)
        ]
      }
    }
    let base = try measured(["alpha": 1000, "beta": 500], cell: quality(75))
    let new = try changed(try measured(["alpha": 300, "beta": 500], cell: quality(90)), "alpha")
    let comparison = try RunComparison(base: base, new: new)
    #expect(comparison.changes.map(\.verdict) == [nil, .slower])
    guard case .otherWork(let differences, _) = comparison.changes[0].outcome else {
      Issue.record("expected other work")
      return
    }
    #expect(differences.map(\.aspect) == [.quality])
  }

  @Test("Different work is refused with each reason", arguments: OtherWork.all)
  func refused(work: OtherWork) throws {
    let base = try measured(["alpha": 1000, "beta": 500])
    var new = base
    work.change(&new)
    let error = #expect(throws: NotComparable.self) { try RunComparison(base: base, new: new) }
    #expect(error?.reasons == [work.reason])
  }

  @Test("Another machine is refused, unless it is asked for; then there are figures only")
  func machine() throws {
    let base = try measured(["alpha": 1000, "beta": 500])
    var new = base
    new.host.processors = 8
    new.study.duration = 5
    let error = #expect(throws: NotComparable.self) { try RunComparison(base: base, new: new) }
    #expect(error?.reasons.count == 2)
    let comparison = try RunComparison(base: base, new: new, acrossMachines: true)
    #expect(comparison.changes.allSatisfy { $0.verdict == nil })
  }

  @Test("One block gives figures and no verdict")
  func oneBlock() throws {
    let base = try measured(["alpha": 1000, "beta": 500]) { $0.blocks = 1 }
    let comparison = try RunComparison(base: base, new: base)
    #expect(comparison.changes.allSatisfy { $0.isOpen })
    let paired = try PairedChanges(base, baseline: "alpha", servers: ["beta"])
    #expect(paired.changes.allSatisfy { $0.isOpen })
  }

  @Test("Results without a common server are refused")
  func noServer() throws {
    let base = try measured(["alpha": 1000])
    let new = try measured(["beta": 1000])
    let error = #expect(throws: NotComparable.self) { try RunComparison(base: base, new: new) }
    #expect(error?.reasons == ["servers: alpha in the base, beta in the new result"])
  }
}

/// A change of a result, and why the changed one is not comparable.
struct OtherWork: Sendable, CustomTestStringConvertible {
  let reason: String
  let change: @Sendable (inout BenchmarkResult) -> Void

  init(_ reason: String, _ change: @escaping @Sendable (inout BenchmarkResult) -> Void) {
    (self.reason, self.change) = (reason, change)
  }

  var testDescription: String { reason }

  static let all = [
    OtherWork("seed: 42 in the base, 7 in the new result") { $0.seed = 7 },
    OtherWork("major version of the Image API: 3 in the base, 2 in the new result") {
      $0.study.api = 2
    },
    OtherWork("options of crop: defaults in the base, size=99 in the new result") {
      $0.study.operations[0].options = ["size": "99"]
    },
    OtherWork(
      "images in jpeg-q90: SHA-256 of page 1 a0a0a0a0a0a0 in the base, bb in the new result"
    ) { $0.images.files[0].sha256 = "bb" },
    OtherWork("images in jpeg-q90: 2 of sample in the base, 1 of other in the new result") {
      $0.images.files.removeLast()
      $0.images.name = "other"
    },
  ]
}
