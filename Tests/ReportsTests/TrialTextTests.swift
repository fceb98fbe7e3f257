@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("The description of a trial")
struct TrialTextTests {
  private let text = TrialText(colour: false)

  @Test("A start shows the command, variables, and the changed lines of a file")
  func start() {
    let record = LaunchRecord(
      commands: [["serve", "--title", "two words"]], environment: ["B": "2", "A": "1"])
    let file = TrialText.ConfigurationFile(
      template: "servers.d/a/a.conf", before: ["# a", "port={port}", "host={host}"],
      path: "/tmp/a.conf", after: ["# a", "port=4321", "host=127.0.0.1"])
    #expect(
      text.start(
        record, of: "a@b", by: .process, files: [file], images: URL(filePath: "/images"))
          == """
          a@b (process)
            command: serve --title 'two words'
            variable: A=1
            variable: B=2
            file: /tmp/a.conf, from servers.d/a/a.conf
              2  port=4321
              3  host=127.0.0.1
            images: /images
          """)
  }

  @Test("A running service has no command")
  func external() {
    #expect(
      text.start(nil, of: "a", by: .external, files: [], images: URL(filePath: "/images"))
        == "a (external)\n  images: /images")
  }

  @Test("An invalid answer shows what was expected and found")
  func verdict() {
    let finding = ErrorExample(
      kind: "wrong-size", url: "http://a/b", expected: "10x10", found: "5x5")
    var result = FeatureResult(
      server: "a", version: .v21, format: .tiff, operation: "crop", obligation: .must,
      verdict: .wrong, finding: finding)
    #expect(text.verdict(result) == "crop: WRONG\n  wrong-size: expected 10x10, found 5x5")
    (result.verdict, result.finding) = (.supported, nil)
    #expect(text.verdict(result) == "crop: valid")
  }

  @Test("The log is marked, also if it is empty")
  func log() {
    #expect(text.log(["one", "two"]) == "The server's log, last 2 lines\n  | one\n  | two")
    #expect(text.log([]) == "The server's log\n  It is empty.")
  }

  @Test("Advice follows the descriptor's path")
  func advice() {
    #expect(
      text.advice(["Change it."], about: "servers.d/a.yaml")
        == "servers.d/a.yaml\n  Change it.")
    #expect(
      text.advice([], about: "servers.d/a.yaml") == "servers.d/a.yaml matches the server.")
  }
}
