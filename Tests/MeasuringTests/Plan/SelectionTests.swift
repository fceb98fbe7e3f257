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

/// An operation that a server may come to harm by.
private struct Poison: ImageOperation {
  static let name = "poison"
  static let summary = "what a server dies of"
  static let kind = OperationKind.harmful

  init(options: OptionValues) throws {}

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] { [] }
}

@Suite("What a study names")
struct SelectionTests {
  private func selection(
    _ study: Study, timed: Bool = true
  ) throws(SelectionError) -> Selection {
    try Selection(
      study: study,
      catalog: DescriptorCatalog(
        descriptors: [testServer("alpha"), testServer("alpha", variant: "fast")],
        invalidNames: [], diagnostics: [], contents: [:]),
      operations: [Whole.self, RandomSquare.self, Poison.self], timed: timed)
  }

  @Test("An operation that may harm a server is never timed, and checked all the same")
  func harmful() throws {
    var study = testStudy()
    study.operations = [StudyOperation(name: "poison")]
    let error = #expect(throws: SelectionError.self) { try selection(study) }
    #expect(
      error?.description
        == "operation 'poison' may harm a server and is never timed; "
        + "'iiif-bench check --operation poison' runs it once")
    #expect(try selection(study, timed: false).operations.count == 1)
  }

  @Test("Servers are found with their variants, operations with their options")
  func found() throws {
    var study = testStudy(servers: ["alpha@fast"])
    study.operations = [StudyOperation(name: "random-square", options: ["side": "25"])]
    let selection = try selection(study)
    #expect(selection.servers.map(\.descriptor.variant) == ["fast"])
    #expect((selection.operations.first as? RandomSquare)?.side == 25)
  }

  @Test("Everything that does not exist is named at once, with the nearest name")
  func unknown() throws {
    var study = testStudy(servers: ["alpa"])
    study.operations = [
      StudyOperation(name: "hole"), StudyOperation(name: "random-square", options: ["side": "0"]),
    ]
    let error = #expect(throws: SelectionError.self) { try selection(study) }
    #expect(
      error?.description == """
        there is no server 'alpa'; did you mean 'alpha'?
        there is no operation 'hole'; did you mean 'whole'?
        operation 'random-square': '0' is not valid for option 'side': expected a whole number \
        from 1 to 1000
        """)
  }
}
