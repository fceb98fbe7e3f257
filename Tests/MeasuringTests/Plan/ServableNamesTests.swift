@testable import IIIFBench
@testable import Measuring
import TestSupport
import Testing

@Suite("Names that all servers of a run can serve")
struct ServableNamesTests {
  private func server(refusing characters: String...) throws -> PlannedServer {
    try plannedServer(
      testServer(
        identifier: IdentifierRule(
          template: "{path}", slashes: .raw, layout: .tree,
          refuses: characters.map(IdentifierCharacters.init(rawValue:)))))
  }

  @Test("Names without refused characters stay")
  func unchanged() throws {
    let names = try ServableNames(testDataset(), for: [server(refusing: "#", "non-ascii")])
    #expect(names.dataset == testDataset())
    #expect(names.warnings == [])
  }

  @Test("A server that cannot serve a name is named with the pictures and the characters")
  func warning() throws {
    let names = try ServableNames(
      testDataset(count: 5), for: [server(refusing: "#", "space")], canRename: false)
    #expect(names.dataset == testDataset(count: 5))
    #expect(
      names.warnings == [
        "alpha cannot serve the names 'page 0', 'page 1', 'page 2' and 2 more because of 'space'; "
          + "rename the pictures."
      ])
  }
}
