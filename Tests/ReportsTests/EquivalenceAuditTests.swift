@testable import Decisions
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("The audit of equal work") struct EquivalenceAuditTests {
  /// A result in which each server sends answers with the given traits.
  private func result(_ traits: [String: [ObservedTraits]]) throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.servers = traits.keys.sorted()
    builder.change = { $0.traits = traits[$0.cell.serverLabel] ?? [] }
    return try builder.result()
  }

  private func alike(_ traits: [String: AnswerTraits]) throws -> BenchmarkResult {
    try result(traits.mapValues { [ObservedTraits(traits: $0, count: 16)] })
  }

  private func sentences(_ traits: [String: AnswerTraits]) throws -> [String] {
    EquivalenceAudit(ResultSummary(try alike(traits))).findings.map(\.sentence)
  }

  @Test("Equal answers have no differences")
  func equal() throws {
    let plain = AnswerTraits(jpegQuality: 75, subsampling: "4:2:0")
    #expect(try sentences(["alpha": plain, "beta": plain, "gamma": plain]).isEmpty)
  }

  @Test("Of three servers, the different one is named")
  func odd() throws {
    let plain = AnswerTraits(jpegQuality: 75)
    let audit = EquivalenceAudit(
      ResultSummary(
        try alike(["alpha": plain, "beta": plain, "loris": AnswerTraits(jpegQuality: 90)])))
    #expect(
      audit.findings.map(\.sentence) == [
        "loris sends JPEG quality 90, the others 75: not the same work."
      ])
    #expect(audit.findings.map(\.subjects) == [["crop of jpeg-q90"]])
    let group = try #require(
      audit.group(operation: "crop", format: SourceFormat.jpeg(quality: 90)))
    #expect(group.differences.map(\.odd) == [["loris"]])
  }

  @Test("Of two different servers, both are named")
  func pair() throws {
    let audit = EquivalenceAudit(
      ResultSummary(
        try alike([
          "alpha": AnswerTraits(jpegQuality: 75), "beta": AnswerTraits(jpegQuality: 90),
        ])))
    #expect(
      audit.findings.map(\.sentence) == [
        "alpha sends JPEG quality 75, beta 90: not the same work."
      ])
    #expect(audit.groups.first?.differences.first?.odd == ["alpha", "beta"])
  }

  @Test("Qualities that differ by one count as equal")
  func nearQualities() throws {
    #expect(
      try sentences([
        "alpha": AnswerTraits(jpegQuality: 75), "beta": AnswerTraits(jpegQuality: 76),
      ]).isEmpty)
  }

  @Test(
    "Each aspect has its sentence",
    arguments: [
      (
        AnswerTraits(isPassedThrough: true),
        "odd sends the unchanged source file, the others images that they encode: not the same work."
      ),
      (
        AnswerTraits(subsampling: "4:4:4"),
        "odd sends colour subsampled 4:4:4, the others 4:2:0: not the same work."
      ),
      (
        AnswerTraits(isProgressive: true),
        "odd sends progressive JPEG, the others baseline JPEG: not the same work."
      ),
      (
        AnswerTraits(components: 1),
        "odd sends 1 channel of 8 bits, the others 3 channels of 8 bits: not the same work."
      ),
      (
        AnswerTraits(extraHeight: -1),
        "odd sends images that are 1 pixel lower than requested, "
          + "the others images of exactly the requested size."
      ),
      (
        AnswerTraits(hasColourProfile: true),
        "odd sends a colour profile, the others no colour profile."
      ),
    ])
  func respects(change: AnswerTraits, sentence: String) throws {
    var odd = change
    odd.jpegQuality = 75
    odd.subsampling = odd.subsampling ?? "4:2:0"
    let plain = AnswerTraits(jpegQuality: 75, subsampling: "4:2:0")
    #expect(try sentences(["a": plain, "b": plain, "odd": odd]) == [sentence])
  }

  @Test("A mean size more than 1.5 times as large is reported")
  func length() throws {
    var builder = ResultBuilder()
    builder.change = { cell in
      cell.traits = [ObservedTraits(traits: AnswerTraits(), count: 16)]
      if cell.server == "beta" { cell.bytes *= 2 }
    }
    #expect(
      EquivalenceAudit(ResultSummary(try builder.result())).findings.map(\.sentence) == [
        "alpha sends 50.0 kB per answer, beta 100 kB."
      ])
  }

  @Test("Different answers of one server are reported with their shares")
  func mixed() throws {
    let audit = EquivalenceAudit(
      ResultSummary(
        try result([
          "alpha": [
            ObservedTraits(traits: AnswerTraits(jpegQuality: 75), count: 12),
            ObservedTraits(traits: AnswerTraits(jpegQuality: 90), count: 4),
          ],
          "beta": [ObservedTraits(traits: AnswerTraits(jpegQuality: 75), count: 16)],
        ])))
    let answers = try #require(audit.groups.first?.answers)
    #expect(answers.map { $0.text(of: .quality) } == ["75 (75 %), 90 (25 %)", "75"])
    #expect(answers.map(\.observed) == [48, 48])
    #expect(answers.map { $0.text(of: .subsampling) } == [nil, nil])
  }

  @Test("A difference of work is marked only if its price may explain the distance")
  func marks() throws {
    let servers = ["alpha", "beta", "loris"]
    func marked(loris answers: Int) throws -> [String] {
      var builder = ResultBuilder()
      builder.servers = servers
      builder.change = { cell in
        let quality = cell.server == "loris" ? 90 : 75
        cell.traits = [ObservedTraits(traits: AnswerTraits(jpegQuality: quality), count: 16)]
        cell.completedInWindow = cell.server == "loris" ? answers : 4000
      }
      var result = try builder.result()
      result.encodingCosts = [(75, 0.004), (90, 0.006)].map { quality, seconds in
        EncodingCost(
          operation: "crop", encoding: JPEGEncoding(quality: quality), pictures: 4,
          seconds: seconds, optimisedSeconds: 2 * seconds)
      }
      let summary = ResultSummary(result)
      let marks = WorkMarks(
        Verdicts(summary, level: 0.05), audit: EquivalenceAudit(summary))
      return marks.cells.map(\.server)
    }
    #expect(try marked(loris: 3000) == ["loris"])
    #expect(try marked(loris: 2000) == [])
  }

  @Test("A mark of all rows moves to the heading")
  func wholeTable() throws {
    let result = try alike([
      "alpha": AnswerTraits(jpegQuality: 75), "beta": AnswerTraits(jpegQuality: 90),
    ])
    let lines = TerminalTable(result, width: 120, colour: false).text.split(separator: "\n")
    let marked = lines.filter { $0.hasSuffix(" ≠") }
    #expect(marked.count == 1 && marked[0].hasPrefix("crop · jpeg-q90"))
  }

  @Test("Results without traits have no groups")
  func none() throws {
    #expect(EquivalenceAudit(ResultSummary(try ResultBuilder().result())).groups.isEmpty)
  }

  @Test("The terminal marks the figures and lists the differences below")
  func terminal() throws {
    let result = try alike([
      "alpha": AnswerTraits(jpegQuality: 75), "beta": AnswerTraits(jpegQuality: 75),
      "loris": AnswerTraits(jpegQuality: 90),
    ])
    for columns in [60, 100] {
      let lines = TerminalTable(result, width: columns, colour: false).text.split(separator: "\n")
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns })
      let marked = lines.filter { $0.hasSuffix(" ≠") }
      #expect(marked.count == 1 && marked[0].contains("loris"))
      let start = try #require(lines.firstIndex(of: "≠ Different work"))
      let note = lines[(start + 1)...].map { $0.trimmingPrefix("  ") }.joined(separator: " ")
      #expect(
        note.contains(
          "- loris sends JPEG quality 90, the others 75: not the same work. (crop of jpeg-q90)"))
    }
  }
}
