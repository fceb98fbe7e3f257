@testable import IIIFBench
@testable import Measuring
@testable import Results
import TestSupport
import Testing

@Suite("What a descriptor explains about a cell")
struct DescriptorRemarksTests {
  private func result(
    passedThrough: Bool = false, errors: [String: Int] = [:]
  ) -> CellResult {
    var result = CellResult(
      cell: Cell(
        server: "alpha", variant: "default", format: .jpeg(quality: 90), operation: "full",
        load: .concurrency(1)),
      block: 1, state: .measured)
    result.traits = [
      ObservedTraits(traits: AnswerTraits(isPassedThrough: passedThrough), count: 1)
    ]
    result.errors = errors
    return result
  }

  private func remarks(
    on result: CellResult, _ change: (inout ServerDescriptor) -> Void
  ) -> [String] {
    var descriptor = testServer()
    change(&descriptor)
    return DescriptorRemarks(of: descriptor).remarks(on: result)
  }

  @Test("A note stands beside the cells that it concerns, and no others")
  func notes() {
    #expect(
      remarks(on: result()) {
        $0.remarks = [
          ScopedNote("All."), ScopedNote("JPEG.", sources: [.jpeg]),
          ScopedNote("JP2.", sources: [.jp2]), ScopedNote("Full.", operations: ["full"]),
          ScopedNote("Crop.", sources: [.jpeg], operations: ["crop"]),
        ]
      } == ["All.", "JPEG.", "Full."])
  }

  @Test("A source file that is passed through is declared, or to be declared")
  func passThrough() {
    #expect(
      remarks(on: result(passedThrough: true)) { $0.passesSourceThrough = [.jpeg] } == [
        "The answer is the source file itself, which no decoder reads, as the descriptor says."
      ])
    #expect(
      remarks(on: result(passedThrough: true)) { _ in } == [
        "The answer is the source file itself, which no decoder reads. The descriptor does not say "
          + "so; add 'passes-source-through: [jpeg]'."
      ])
    #expect(remarks(on: result()) { $0.passesSourceThrough = [.jpeg] } == [])
  }

  @Test("Failures are explained by the server's own time-out and queue")
  func limits() {
    let errors = ["reset": 2, "status-503": 1]
    #expect(
      remarks(on: result(errors: errors)) { $0.limits = OutputLimits(timeout: 30, queue: 8) } == [
        "The server itself gives up an answer after 30 s, which looks like reset.",
        "The server refuses requests while 8 others wait, which looks like status-503.",
      ])
    #expect(remarks(on: result(errors: errors)) { _ in } == [])
    #expect(remarks(on: result()) { $0.limits = OutputLimits(timeout: 30, queue: 8) } == [])
  }
}
