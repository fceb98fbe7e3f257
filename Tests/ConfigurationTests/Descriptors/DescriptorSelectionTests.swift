@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Selecting servers")
struct DescriptorSelectionTests {
  @Test("A name is the default variant, and all is every server once")
  func names() throws {
    let catalog = try DescriptorFixture().load(DescriptorFixture.text)
    #expect(try catalog.select(["good"]).map(\.label) == ["good"])
    #expect(
      try catalog.select(["good@second", "all", "good"]).map(\.label) == ["good@second", "good"])
  }

  @Test("An unknown name is reported with the nearest one")
  func unknownName() throws {
    let catalog = try DescriptorFixture().load(DescriptorFixture.text)
    let error = #expect(throws: ServerSelectionError.self) { try catalog.select(["god"]) }
    #expect(
      error?.description == "there is no server 'god'; did you mean 'good'?")
  }

  @Test("An unknown variant is reported with those of the server")
  func unknownVariant() throws {
    let catalog = try DescriptorFixture().load(DescriptorFixture.text)
    let error = #expect(throws: ServerSelectionError.self) { try catalog.select(["good@third"]) }
    #expect(
      error?.description
        == "there is no variant 'good@third'; there are: good, good@single, good@second")
  }

  @Test("A server whose descriptor has errors is not reported as unknown")
  func invalid() throws {
    let catalog = try DescriptorFixture().load("name: good\n")
    let error = #expect(throws: ServerSelectionError.self) { try catalog.select(["good"]) }
    #expect(
      error?.description == "the descriptor of 'good' has errors; run 'iiif-bench validate'")
  }
}
