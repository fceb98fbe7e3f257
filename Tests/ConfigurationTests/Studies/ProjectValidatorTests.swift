@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("Validating a project")
struct ProjectValidatorTests {
  private let fixture: DescriptorFixture
  private let validator: ProjectValidator

  init() throws {
    fixture = try DescriptorFixture()
    let studies = URL(filePath: "studies.d", relativeTo: fixture.temporary.url)
    validator = ProjectValidator(
      servers: [fixture.folder], studies: studies, operations: [], missingEncoder: { _ in nil })
    try fixture.temporary.write(DescriptorFixture.text, to: "servers.d/good.yaml")
    try fixture.temporary.write("name: bad\n", to: "servers.d/bad.yaml")
    try fixture.temporary.write(
      """
      question: Which?
      servers: [god, bad, good@single]
      operations: [full]
      formats: all
      concurrency: [1]
      """, to: "studies.d/first.yaml")
  }

  private func url(_ path: String) -> URL { URL(filePath: path, relativeTo: fixture.temporary.url) }

  private let unknown = [
    "studies.d/first.yaml:2:11: error: there is no server 'god'; did you mean 'good'?",
    "studies.d/first.yaml:3:14: error: there is no operation 'full'; there are none",
  ]

  @Test("All files are validated, and studies are checked against the known servers")
  func everything() {
    let report = validator.validate()
    let studies = report.diagnostics.filter { $0.file.hasPrefix("studies.d") }
    #expect(studies.map(\.summary) == unknown)
    #expect(report.summary == "2 descriptors, 1 study: 10 errors, no warnings")
  }

  @Test("The keys of a file determine its kind, and a folder stands for its files")
  func chosenFiles() {
    let study = validator.validate([url("studies.d/first.yaml")])
    #expect(study.diagnostics.map(\.summary) == unknown)
    let server = validator.validate([url("servers.d/good.yaml")])
    #expect(server.summary == "1 descriptor, no studies: no errors, no warnings")
    let folder = validator.validate([url("studies.d")])
    #expect(folder.diagnostics.map(\.summary) == unknown)
    let nothing = validator.validate([url("none.yaml")])
    #expect(
      nothing.diagnostics.map(\.summary) == [
        "none.yaml:1:1: error: the file cannot be read: No such file or directory"
      ])
  }

  @Test("A name that two folders have is an error in the second")
  func duplicates() throws {
    try fixture.temporary.write("\n" + DescriptorFixture.text, to: "mine.d/good.yaml")
    try fixture.temporary.write("workers {workers}\n", to: "mine.d/good/good.conf")
    try fixture.temporary.write("FROM debian\nARG RELEASE\n", to: "mine.d/good/Containerfile")
    try FileManager.default.removeItem(at: fixture.folder.appending(path: "bad.yaml"))
    let catalog = DescriptorLoader().load(directories: [fixture.folder, url("mine.d")])
    #expect(
      catalog.summaries == [
        "mine.d/good.yaml:2:7: error: 'servers.d/good.yaml' already defines a server 'good'; "
          + "rename one of them"
      ])
    #expect(catalog.labels.count == 3)
  }
}
