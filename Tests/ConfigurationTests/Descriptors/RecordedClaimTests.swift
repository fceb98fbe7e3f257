@testable import Configuration
@testable import IIIF
@testable import IIIFBench
import TestSupport
import Foundation
import Testing

/// The information of a picture as a real server sent it: `servers.d/NAME/info-VERSION.json`, or
/// `info@VARIANT-VERSION.json`.
private struct RecordedInformation {
  var label: String
  var version: String
  var file: URL

  static func all() throws -> [RecordedInformation] {
    let folder = ProjectFiles.root.appending(path: "servers.d")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .compactMap { path -> RecordedInformation? in
        let expression = /([a-z0-9-]+)\/info(@[a-z0-9-]+)?-([0-9.]+)\.json/
        guard let match = path.wholeMatch(of: expression) else { return nil }
        return RecordedInformation(
          label: "\(match.output.1)\(match.output.2 ?? "")", version: String(match.output.3),
          file: folder.appending(path: path))
      }
  }
}

@Suite("Descriptors and what real servers claim")
struct RecordedClaimTests {
  @Test("A descriptor has its server's level and all that it claims, but for what its notes name")
  func claims() throws {
    let catalog = DescriptorLoader().load(directory: ProjectFiles.root.appending(path: "servers.d"))
    let recorded = try RecordedInformation.all()
    #expect(!recorded.isEmpty)
    for information in recorded {
      let server = try #require(
        catalog.descriptors.first { $0.label == information.label }, "\(information.label)")
      let api = try #require(
        server.api.first { $0.version.rawValue == information.version }, "\(information.label)")
      let claim = try ImageInformation(json: Array(Data(contentsOf: information.file)))
      #expect(claim.level == api.level, "\(information.file.path)")
      let notes = (server.notes + (server.remarks ?? []).map(\.text)).joined(separator: " ")
      let unexplained = claim.features.subtracting(api.features).subtracting(api.lacks)
        .filter { !notes.contains($0.rawValue) }
      #expect(
        unexplained.isEmpty,
        "\(information.label): \(unexplained.map(\.rawValue).sorted().joined(separator: ", "))")
    }
  }
}
