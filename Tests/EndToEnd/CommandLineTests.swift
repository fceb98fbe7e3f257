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

@Suite("The command line")
struct CommandLineTests {
  private func outcome(_ arguments: String..., servers: URL? = nil) throws -> Program.Outcome {
    let program = try Program()
    defer { program.remove() }
    return try program.run(arguments, servers: servers)
  }

  @Test("A full disk behind standard output is an error with a status of its own")
  func fullOutput() async throws {
    let result = try await Command(
      program: "sh",
      arguments: ["-c", "exec \"$0\" schema studies > /dev/full", Program.executable.path]
    ).run()
    #expect(result.ending == "exited with status 74")
    #expect(result.errors.contains("standard output cannot be written"))
  }

  @Test("An unknown server is reported with the nearest name or all names; nothing is started")
  func unknownServer() throws {
    let outcome = try outcome("run", "--server", "iipsvr")
    #expect(outcome.status == 64)
    #expect(outcome.errors == "error: there is no server 'iipsvr'; did you mean 'iipsrv'?\n")
    let strange = try self.outcome("run", "--server", "apache")
    #expect(strange.errors.hasPrefix("error: there is no server 'apache'; there are: "))
    #expect(strange.errors.contains(", iiif-reference, iipsrv, "))
  }

  @Test("An unknown operation, format or study is reported likewise")
  func unknownNames() throws {
    let operation = try outcome("run", "--operation", "corp")
    #expect(operation.status == 64)
    #expect(operation.errors == "error: there is no operation 'corp'; did you mean 'crop'?\n")
    let format = try outcome("run", "--format", "jp3")
    #expect(format.status == 64)
    #expect(format.errors == "error: there is no format 'jp3'; did you mean 'jp2'?\n")
    let study = try outcome("run", "quik")
    #expect(study.status == 64)
    #expect(study.errors == "error: there is no study 'quik'; did you mean 'quick'?\n")
  }

  @Test("A server's start and requests are rendered without starting anything")
  func render() throws {
    let outcome = try outcome("validate", "--render", "iipsrv@single")
    #expect(outcome.status == 0)
    for part in [
      "iipsrv@single (docker)\n", "\n  command: docker run --detach --name ",
      "\niipsrv@single (process)\n", "\n  command: lighttpd -D -f ",
      "\n  |   \"max-procs\" => 1,\n", "\n  variable: MAX_CVT=100000\n",
      "\n  crop: http://127.0.0.1:49152/iiif/tiff-pyramid/folder/page%201.tif/",
    ] {
      #expect(outcome.output.contains(part), "\(part)")
    }
    #expect(try self.outcome("validate", "--render", "iipsvr").status == 64)
  }

  @Test("Limits that cannot be enforced are refused before anything is started")
  func limits() throws {
    #expect(try outcome("run", "--server-cpus", "1-0").status == 64)
    #expect(try outcome("run", "--server-memory", "much").status == 64)
    #expect(try outcome("run", "--runtime", "process", "--host", "192.0.2.7").status == 64)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "iiif-bench-limits-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let images = folder.appending(path: "images")
    try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
    try makePicture(images.appending(path: "small.jpg"), width: 300, height: 200)
    let program = try Program(cache: folder.appending(path: "cache"))
    defer { program.remove() }
    let outcome = try program.run([
      "run", "--runtime", "process", "--server", "iipsrv", "--images", images.path, "--format",
      "tiff-pyramid", "--generator-cpus", "8191",
    ])
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("the load generator cannot be limited: "))
  }

  @Test(
    "A build argument that no image declares is refused by every command that starts servers",
    arguments: [
      ["run", "--server", "iipsrv"], ["check", "--server", "iipsrv"], ["try", "iipsrv"],
    ])
  func buildArgument(command: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    for (text, message) in [
      ("iipsrv.SOURCE=x", "error: there is no build argument of iipsrv 'SOURCE'; there are none"),
      ("loris.SOURCE=x", "error: there is no server in this run 'loris'"),
    ] {
      let outcome = try program.run(command + ["--build-arg", text])
      #expect(outcome.status == 64)
      #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    }
    let malformed = try program.run(command + ["--build-arg", "SOURCE=x"])
    #expect(malformed.status == 64)
    #expect(malformed.errors.contains("--build-arg 'SOURCE=x': expected SERVER.NAME=VALUE"))
  }

  @Test("An unknown flag is invalid usage")
  func unknownFlag() throws {
    #expect(try outcome("run", "--concurency", "3").status == 64)
    #expect(try outcome("run", "--concurrency", "three").status == 64)
    #expect(try outcome("run", "--blocks", "0").status == 64)
  }

  @Test("A descriptor with three problems gives three messages with their places")
  func threeProblems() throws {
    let program = try Program()
    defer { program.remove() }
    let servers = program.results.appending(path: "servers")
    try FileManager.default.createDirectory(at: servers, withIntermediateDirectories: true)
    let good = try String(
      contentsOf: Program.root.appending(path: "servers.d/iiif-reference.yaml"), encoding: .utf8)
    let bad = good.replacing("layout: flat", with: "layout: flad")
      .replacing("licence:", with: "license:")
    try Data(bad.utf8).write(to: servers.appending(path: "iiif-reference.yaml"))
    let outcome = try program.run(["run"], servers: servers)
    #expect(outcome.status == 1)
    let errors = outcome.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(errors.count >= 3)
    #expect(errors.allSatisfy { $0.contains(#/iiif-reference\.yaml:\d+:\d+: error: /#) })
  }

  @Test("All descriptors and studies of the repository are valid")
  func validRepository() throws {
    let outcome = try outcome("validate")
    #expect(outcome.status == 0, "\(outcome.output)")
  }

  @Test("The published schemas equal the program's output", arguments: ["servers", "studies"])
  func schemas(subject: String) throws {
    let file = Program.root.appending(path: "\(subject).d/schema.json")
    let outcome = try outcome("schema", subject)
    #expect(outcome.output == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test("An empty folder of images is reported")
  func emptyFolder() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.results.appending(path: "empty")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let outcome = try program.run(["run", "--images", folder.path])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(folder.path))
  }

  @Test("The same seed lists the same requests, another seed lists others")
  func dryRun() throws {
    func list(seed: String) throws -> Program.Outcome {
      try outcome(
        "run", "--dry-run", "--seed", seed, "--operation", "crop", "--count", "2", "--iterations",
        "20")
    }
    let first = try list(seed: "7")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("GET "))
    #expect(try list(seed: "7").output == first.output)
    #expect(try list(seed: "8").output != first.output)
  }
}
