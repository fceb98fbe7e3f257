@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Foundation
import Testing

/// The project's folder.
enum ProjectFiles {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}

@Suite("The project's own descriptors and studies")
struct ProjectFilesTests {
  @Test("Every descriptor is valid, without a warning")
  func descriptors() {
    let catalog = DescriptorLoader().load(directory: ProjectFiles.root.appending(path: "servers.d"))
    #expect(DiagnosticFormat.text.render(catalog.diagnostics) == "")
  }

  @Test("Every study is valid")
  func studies() {
    let catalog = StudyLoader().load(directory: ProjectFiles.root.appending(path: "studies.d"))
    #expect(DiagnosticFormat.text.render(catalog.diagnostics) == "")
    #expect(catalog.studies.map(\.study.name).contains("quick"))
  }

  @Test("Limits in configurations of lighttpd fit into 16 bits")
  func lighttpdLimits() throws {
    let folder = ProjectFiles.root.appending(path: "servers.d")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let files = names.filter { $0.hasSuffix("/lighttpd.conf") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let limits = text.matches(of: /server\.max-[a-z-]+ = (\d+)/)
      #expect(!limits.isEmpty)
      for limit in limits { #expect(UInt16(limit.output.1) != nil, "\(file): \(limit.output.0)") }
    }
  }

  @Test("Every file names its schema for editors", arguments: ["servers.d", "studies.d"])
  func schemas(folder: String) throws {
    let url = ProjectFiles.root.appending(path: folder)
    let listing = try YAMLFolder(url)
    for file in listing.files {
      let text = try String(contentsOf: url.appending(path: file), encoding: .utf8)
      #expect(text.hasPrefix("# yaml-language-server: $schema=schema.json\n"), "\(folder)/\(file)")
    }
  }
}
