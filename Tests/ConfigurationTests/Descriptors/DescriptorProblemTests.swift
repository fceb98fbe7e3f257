@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Problems in descriptors")
struct DescriptorProblemTests {
  static let all =
    DescriptorProblem.shape + DescriptorProblem.syntax + DescriptorProblem.meaning
    + DescriptorProblem.quirks

  @Test("Every problem is reported at its place", arguments: all)
  func problem(_ problem: DescriptorProblem) throws {
    let catalog = try DescriptorFixture().load(problem.text)
    #expect(
      catalog.summaries
        == problem.expected.map { $0.hasPrefix("servers.d/") ? $0 : "servers.d/good.yaml:\($0)" })
  }
}
