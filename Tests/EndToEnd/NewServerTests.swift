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
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

@Suite("New descriptors")
struct NewServerTests {
  @Test("A running server fills in versions, prefixes, levels and tiles")
  func fromURL() async throws {
    let program = try Program()
    defer { program.remove() }
    let folder = try TestFolder()
    try makePicture(folder.url.appending(path: "a.jpg"), width: 2000, height: 3000)
    let registry = try RunRegistry(cache: program.cache)
    defer { registry.close() }
    let servers = Program.root.appending(path: "servers.d")
    let launcher = ProcessLauncher(servers: servers, cache: program.cache, registry: registry)
    let reference = try DescriptorLoader().load(directory: servers).select(["iiif-reference"])[0]
    let running = try await launcher.start(launcher.prepare(reference), images: folder.url)
    do {
      let image = running.origin + "/2.1_pil/a"
      try await Readiness(probes: [Readiness.Probe(url: image + "/info.json")])
        .wait(for: running, named: reference.label, limit: reference.startLimit)
      let outcome = try program.run(
        ["new", "server", "copy", "--from-url", image], servers: folder.url)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("3. Measure it: iiif-bench run --server copy"))
    } catch {
      await running.stop()
      throw error
    }
    await running.stop()
    let catalog = DescriptorLoader().load(file: folder.url.appending(path: "copy.yaml"))
    #expect(DiagnosticFormat.text.render(catalog.diagnostics) == "")
    let copy = try #require(catalog.descriptors.first)
    #expect(copy.api.map(\.version) == [.v21, .v30])
    #expect(copy.api.map(\.prefix) == ["/2.1_pil", "/3.0_pil"])
    #expect(copy.api.map(\.level) == [.level1, .level1])
    #expect(copy.notes == ["Tiles of 512 × 512 px, scale factors 1, 2, 4."])
  }

  @Test("A second configuration is one file, and existing files are not overwritten")
  func like() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = try TestFolder()
    let servers = folder.url.appending(path: "servers.d")
    try FileManager.default.copyItem(at: Program.root.appending(path: "servers.d"), to: servers)
    let copied = try program.run(
      ["new", "server", "iipsrv-2", "--like", "iipsrv"], servers: servers)
    #expect(copied.status == 0, "\(copied.errors)")
    let catalog = DescriptorLoader().load(directory: servers)
    #expect(DiagnosticFormat.text.render(catalog.diagnostics) == "")
    #expect(catalog.labels.contains("iipsrv-2"))
    let again = try program.run(["new", "server", "iipsrv-2"], servers: servers)
    #expect(again.status == 73)
    let unknown = try program.run(["new", "server", "x", "--like", "iipsvr"], servers: servers)
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean 'iipsrv'?"))
    let mixed = try program.run(
      ["new", "server", "x", "--like", "iipsrv", "--port", "80"], servers: servers)
    #expect(mixed.status == 64)
  }
}
