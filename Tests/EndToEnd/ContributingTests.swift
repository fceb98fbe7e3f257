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
@testable import Verification
import Foundation
import Testing

/// The commands of CONTRIBUTING.md, one section after the other, on a clone.
@Suite("CONTRIBUTING.md", .serialized, .enabled(if: Clone.isPossible, "this is no git repository"))
struct ContributingTests {
  @Test("Its commands work on a clone, and add a server and an operation as one file each")
  func walk() throws {
    let sections = try Self.sections()
    let preparation = try #require(sections.first { $0.title.isEmpty }).script
    let clone = try Clone()
    var added: [String] = []
    for section in sections where !section.title.isEmpty {
      let output = try clone.run(preparation + section.script)
      switch section.title {
      case "Add a server":
        added.append("?? servers.d/iipsrv-q50.yaml")
        #expect(output.contains("1 descriptor, no studies: no errors, no warnings"))
        #expect(output.contains("iipsrv-q50.yaml matches the server."))
        #expect(output.contains("Report: results/"))
      case "Add an operation":
        added.append("?? Plugins/LeftHalf.swift")
        #expect(output.contains("1 operation: no errors, no warnings"))
        #expect(output.contains("left-half: valid"))
        #expect(output.contains("Report: results/"))
      case "Keep servers and operations of your own":
        #expect(output.contains("strip: valid"))
      default: break
      }
      #expect(try clone.status().sorted() == added.sorted(), "after '\(section.title)'")
    }
    #expect(added.count == 2)
  }

  @Test("Every section with instructions has commands")
  func commands() throws {
    let titles = try Self.sections().map(\.title)
    #expect(
      titles == [
        "", "Add a server", "Add an operation", "Keep servers and operations of your own",
        "Change the core",
      ])
  }

  /// The commands under each heading of the second level, those of all `sh` blocks together; the
  /// title before the first heading is empty.
  private static func sections() throws -> [(title: String, script: String)] {
    let file = Program.root.appending(path: "CONTRIBUTING.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    var sections: [(title: String, script: String)] = [("", "")]
    var isCommand = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") {
        sections.append((String(line.dropFirst(3)), ""))
      } else if line.hasPrefix("```") {
        isCommand = line == "```sh"
      } else if isCommand {
        sections[sections.count - 1].script += line + "\n"
      }
    }
    return sections.filter { !$0.script.isEmpty }
  }
}
