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
import Testing

/// An operation that asks for all features of level 1 at once.
private struct LevelOne: ImageOperation {
  static let name = "level-one"
  static let summary = "everything that level 1 demands"

  init(options: OptionValues) throws {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    ComplianceLevel.level1.features(in: version)
  }

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] { [] }
}

@Suite("The level that a server reaches")
struct ComplianceSummaryTests {
  private func summary(
    _ verdicts: [String: FeatureResult.Verdict]
  ) throws -> ComplianceSummary {
    let operations: [any ImageOperation] = [
      try Whole(options: OptionValues([:], for: [])),
      try LevelOne(options: OptionValues([:], for: [])),
      try RandomSquare(options: OptionValues([:], for: RandomSquare.options)),
    ]
    let server = try plannedServer(testServer())
    let results = verdicts.map { name, verdict in
      FeatureResult(
        server: "alpha", version: .v21, format: .tiff, operation: name, obligation: .must,
        verdict: verdict, finding: nil)
    }
    return ComplianceSummary(
      server: server, format: .tiff,
      claim: ServerClaim(of: server.api, since: "this is a test"), results: results,
      operations: operations)
  }

  @Test("A level is reached when all of its features were asked for and right")
  func reached() throws {
    let summary = try summary([
      "whole": .supported, "level-one": .unclaimed, "random-square": .supported,
    ])
    #expect(summary.reached == .level1)
    #expect(summary.missing.isEmpty)
    #expect(summary.unchecked.contains(.formatPng))
  }

  @Test(
    "An operation that was not right keeps the server below its level",
    arguments: [FeatureResult.Verdict.wrong, .unsupported, .crashed])
  func missing(verdict: FeatureResult.Verdict) throws {
    let summary = try summary([
      "whole": .supported, "level-one": .supported, "random-square": verdict,
    ])
    #expect(summary.reached == .level0)
    #expect(summary.missing == ["random-square"])
  }

  @Test("A level whose operations were not all requested is open")
  func subset() throws {
    let summary = try summary(["whole": .supported, "random-square": .supported])
    #expect(summary.reached == .level0 && summary.isOpen)
    #expect(summary.missing.isEmpty)
    #expect(summary.notRequested == ["level-one"])
    #expect(summary.requested == [.regionByPx])
    let empty = try self.summary([:])
    #expect(empty.reached == nil && empty.isOpen)
    #expect(empty.notRequested == ["whole"])
  }

  @Test("An invalid answer closes a level, whatever else was requested")
  func closed() throws {
    let summary = try summary(["whole": .wrong])
    #expect(summary.reached == nil && !summary.isOpen)
    #expect(summary.missing == ["whole"])
  }
}
