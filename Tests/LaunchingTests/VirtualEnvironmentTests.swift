@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("Virtual environments")
struct VirtualEnvironmentTests {
  @Test(
    "A script of a package runs wherever the environment lies",
    arguments: ["short", "Ordner mit Ümläuten", String(repeating: "long-", count: 30)])
  func script(cache: String) async throws {
    try await withTemporaryFolder { folder in
      let environment = try #require(
        VirtualEnvironment(
          of: .process(["server"], pypi: ["server==1"]), cache: folder.appending(path: cache)))
      let manager = FileManager.default
      try manager.createDirectory(at: environment.programs, withIntermediateDirectories: true)
      let python = environment.programs.appending(path: "python3")
      try manager.createSymbolicLink(
        atPath: python.path, withDestinationPath: "/usr/bin/python3")
      let script = environment.programs.appending(path: "server")
      try Data("#!\(python.path)\nimport sys\nprint(sys.argv[1:])\n".utf8).write(to: script)
      try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
      try environment.mendInterpreters()
      let outcome = try await Command(program: script.path, arguments: ["a b", "c"]).run()
      #expect(outcome.succeeded)
      #expect(outcome.output == "['a b', 'c']\n")
    }
  }
}
