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

/// An operation that needs one feature beyond level 1.
private struct Mirror: ImageOperation {
  static let name = "mirror"
  static let summary = "the picture mirrored"

  init(options: OptionValues) throws {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.mirroring] }

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    [[OperationRequest(ImageRequest(), of: iteration.image)]]
  }
}

@Suite("Advice about a descriptor")
struct DescriptorAdviceTests {
  private let operations: [any ImageOperation]

  init() throws {
    operations = [
      try Mirror(options: OptionValues([:], for: [])),
      try RandomSquare(options: OptionValues([:], for: RandomSquare.options)),
      try Whole(options: OptionValues([:], for: [])),
    ]
  }

  private func advice(
    extra: Set<Feature> = [], lacks: Set<Feature> = [],
    _ verdicts: [String: (FeatureResult.Verdict, kind: String?)]
  ) throws -> [String] {
    let api = APISupport(
      version: .v21, prefix: "/iiif", level: .level1, fullSize: .full, extra: extra, lacks: lacks)
    let server = try plannedServer(testServer(api: [api]))
    let results = verdicts.map { name, outcome in
      FeatureResult(
        server: "alpha", version: .v21, format: .tiff, operation: name, obligation: .must,
        verdict: outcome.0,
        finding: outcome.kind.map { ErrorExample(kind: $0, url: "", expected: "", found: "") })
    }
    return DescriptorAdvice(server: server, results: results, operations: operations).sentences
  }

  @Test("A descriptor that says what the server does needs no change")
  func nothing() throws {
    #expect(
      try advice(["mirror": (.unsupported, "status-501"), "whole": (.supported, nil)]) == [])
  }

  @Test("What is right and not claimed is to be added, or no longer to be called lacking")
  func unclaimed() throws {
    #expect(
      try advice(["mirror": (.unclaimed, nil), "whole": (.supported, nil)]) == [
        #"The server does more than is claimed: add mirroring to api."2.1".extra."#
      ])
    #expect(
      try advice(
        lacks: [.regionByPx], ["random-square": (.unclaimed, nil), "whole": (.supported, nil)]
      ) == [#"The server does more than is claimed: remove regionByPx from api."2.1".lacks."#])
  }

  @Test("What is claimed and wrong is to be taken back where it was claimed")
  func wrong() throws {
    #expect(
      try advice(
        extra: [.mirroring],
        [
          "mirror": (.wrong, "status-501"), "random-square": (.wrong, "status-400"),
          "whole": (.supported, nil),
        ]) == [
          "What is claimed was not right: if the server cannot do it, remove mirroring from "
            + #"api."2.1".extra and add regionByPx to api."2.1".lacks."#
        ])
  }

  @Test("When nothing is found at all, the addresses are doubted")
  func addresses() throws {
    let sentences = try advice([
      "random-square": (.wrong, "status-404"), "whole": (.wrong, "status-404"),
    ])
    #expect(
      sentences.first
        == "Every operation failed with 'status-404': are the prefix in api.\"2.1\", the identifier "
        + "(template, slashes, layout) and the server's image folder right?")
  }

  @Test("A wrong operation whose features are all right elsewhere is named")
  func doubtful() throws {
    #expect(
      try advice(
        extra: [.mirroring],
        [
          "random-square": (.wrong, "wrong-header"), "mirror": (.supported, nil),
          "whole": (.wrong, "status-500"),
        ]
      ).contains("Claimed, or demanded of every server, and wrong: whole."))
  }

  @Test("A smaller answer points at the limits")
  func shrunk() throws {
    #expect(
      try advice(["whole": (.wrong, "shrunk"), "random-square": (.supported, nil)]) == [
        "Claimed, or demanded of every server, and wrong: whole.",
        "An answer was smaller than asked for: does the server have a limit? Raise it, or say so "
          + "in 'limits'.",
      ])
  }
}
