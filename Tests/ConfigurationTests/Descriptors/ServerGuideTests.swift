@testable import Configuration
@testable import IIIFBench
import TestSupport
import Foundation
import Testing

@Suite("How to get each server")
struct ServerGuideTests {
  @Test("docs/servers.md is what the descriptors and Dockerfiles say")
  func upToDate() throws {
    let folder = ProjectFiles.root.appending(path: "servers.d")
    let catalog = DescriptorLoader().load(directory: folder)
    #expect(
      try String(contentsOf: ProjectFiles.root.appending(path: "docs/servers.md"), encoding: .utf8)
        == ServerGuide(catalog.descriptors, folder: folder).text,
      "write it again: iiif-bench list servers --markdown > docs/servers.md")
  }

  @Test("Values of build arguments are filled in, and bases are no stages")
  func dockerfile() {
    let file = Dockerfile(
      """
      ARG BASE=golang:1.20
      FROM ${BASE} AS build
      ARG VERSION=1.0
      ARG SOURCE=https://example.org/v${VERSION}.tar.gz
      FROM debian:bookworm-slim
      COPY --from=build /a /a
      """)
    #expect(file.bases([:]) == ["golang:1.20", "debian:bookworm-slim"])
    #expect(file.bases(["BASE": "golang:1.21"]).first == "golang:1.21")
    #expect(file.value(of: "SOURCE", [:]) == "https://example.org/v1.0.tar.gz")
    #expect(file.value(of: "SOURCE", ["VERSION": "2"]) == "https://example.org/v2.tar.gz")
    #expect(file.value(of: "SOURCE", ["SOURCE": "file:///a"]) == "file:///a")
    #expect(file.value(of: "LIBRARY", [:]) == nil)
  }

  @Test("Every Dockerfile that downloads names the address and the argument that replaces it")
  func failedDownloads() throws {
    let folder = ProjectFiles.root.appending(path: "servers.d")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.contains("Dockerfile") }
    #expect(!names.isEmpty)
    for name in names {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for argument in ["SOURCE", "LIBRARY"] where text.contains("ARG \(argument)=") {
        #expect(text.contains("--build-arg") && text.contains(".\(argument)="), "\(name)")
      }
      #expect(text.contains("LANG=C.UTF-8"), "\(name) sets no UTF-8 locale")
    }
  }
}
