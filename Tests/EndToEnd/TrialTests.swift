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

/// Trials of IIPsrv as a local process.
@Suite("Trying a server", .serialized)
struct TrialTests {
  @Test("A trial shows the start, every request with its answer, and the log")
  func everything() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run([
      "try", "iipsrv", "--runtime", "process", "--operation", "crop", "--operation",
      "rotation-arbitrary",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)\n\(outcome.output)")
    let output = outcome.output
    #expect(output.contains("command: lighttpd -D -f /"))
    #expect(output.contains("lighttpd.conf, from "))
    #expect(output.contains(#/\n +\d+  server\.port = \d+\n/#))
    #expect(
      output.contains(
        #/GET http:\S+,512,512/full/0/default\.jpg\n +200, image/jpeg, 512 × 512 px, /#))
    #expect(output.contains("crop: valid\n"))
    #expect(output.contains("rotation-arbitrary: neither valid nor claimed"))
    #expect(output.contains(#/\n +\| .*lighttpd/#))
    #expect(output.contains("iipsrv.yaml matches the server."))
  }

  @Test("A claim that does not hold fails the trial and names the key to change")
  func wrongClaim() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = try TestFolder()
    let servers = Program.root.appending(path: "servers.d")
    try FileManager.default.copyItem(
      at: servers.appending(path: "iipsrv"), to: folder.url.appending(path: "iipsrv"))
    let text = try String(contentsOf: servers.appending(path: "iipsrv.yaml"), encoding: .utf8)
    try folder.write(
      text.replacing("- mirroring\n", with: "- rotationArbitrary\n"), to: "iipsrv.yaml")
    let outcome = try program.run(
      [
        "try", "iipsrv", "--runtime", "process", "--operation", "mirrored", "--operation",
        "rotation-arbitrary", "--operation", "full", "--operation", "crop",
      ], servers: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("rotation-arbitrary: WRONG"))
    #expect(outcome.output.contains("add mirroring to api.\"2.1\".extra"))
    #expect(outcome.output.contains("remove rotationArbitrary from api.\"2.1\".extra"))
    #expect(outcome.errors.contains("1 of 4 operations got an invalid answer"))
  }

  @Test("A server that does not start is unavailable, and its last lines of output are shown")
  func noStart() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = try TestFolder()
    try folder.write(
      """
      name: full-house
      title: A server that finds no room
      homepage: https://example.org
      licence: MIT
      version: "1"
      api: {"2.1": {prefix: /iiif, level: 1, full-size: full}}
      sources: [jpeg]
      identifier: {template: "{path}"}
      process: {command: [sh, -c, "echo no room on {port} for {images}; exit 3"]}
      """, to: "full-house.yaml")
    let outcome = try program.run(
      ["try", "full-house", "--runtime", "process"], servers: folder.url)
    #expect(outcome.status == 69)
    #expect(outcome.output.contains("command: sh -c 'echo no room on "))
    #expect(outcome.errors.contains("full-house exited with status 3 before it answered"))
    #expect(outcome.errors.contains("| no room on "))
  }

  @Test("An unknown server, format or version is invalid usage")
  func usage() throws {
    let program = try Program()
    defer { program.remove() }
    let unknown = try program.run(["try", "iipsvr"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean 'iipsrv'?"))
    let format = try program.run(["try", "iipsrv", "--format", "tiff"])
    #expect(format.status == 64)
    #expect(format.errors.contains("'iipsrv' does not read tiff; it reads: tiff-pyramid, jp2"))
    let version = try program.run(["try", "iipsrv", "--api", "3"])
    #expect(version.status == 64)
    #expect(version.errors.contains("it offers: 2.1"))
    #expect(try program.run(["try", "all"]).status == 64)
  }
}
