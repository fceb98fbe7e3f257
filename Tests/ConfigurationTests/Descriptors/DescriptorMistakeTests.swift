@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Mistakes in descriptors")
struct DescriptorMistakeTests {
  static let all = DescriptorMistake.shape + DescriptorMistake.syntax + DescriptorMistake.meaning

  @Test("Every mistake is named, at its place", arguments: all)
  func mistake(_ mistake: DescriptorMistake) throws {
    let catalog = try DescriptorFixture().load(mistake.text)
    #expect(
      catalog.summaries
        == mistake.expected.map { $0.hasPrefix("servers.d/") ? $0 : "servers.d/good.yaml:\($0)" })
  }
}
