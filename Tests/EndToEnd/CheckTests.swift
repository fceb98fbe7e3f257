@testable import ChildProcess
@testable import Configuration
@testable import Datasets
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

/// Checks of real servers as local processes.
@Suite("Checking servers", .serialized)
struct CheckTests {
  @Test("A server that crashes is named and restarted for the remaining operations")
  func crash() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run([
      "check", "--runtime", "process", "--server", "iipsrv", "--format", "tiff-pyramid", "--json",
      "--images", "squares",
      "--operation", "error-region-outside", "--operation", "error-size", "--operation", "crop",
    ])
    #expect(outcome.status == 1)
    let report = try JSONDecoder().decode(
      ComplianceReport.self, from: Data(outcome.output.utf8))
    #expect(
      report.results.map { "\($0.operation): \($0.verdict)" }
        == ["crop: supported", "error-region-outside: crashed", "error-size: supported"])
    #expect(report.results[1].finding?.found.contains("iipsrv.fcgi (process ") == true)
    #expect(report.summaries.map(\.claimed) == [.level1])
  }

  @Test("A companion command runs for each checked server")
  func companion() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run([
      "check", "--runtime", "process", "--server", "iipsrv", "--format", "jp2", "--operation",
      "full", "--with",
      "echo seen $IIIF_SERVER $IIIF_VERSION $IIIF_FORMAT $IIIF_ORIGIN $IIIF_PREFIX $IIIF_IDENTIFIER",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)\n\(outcome.output)")
    #expect(
      outcome.errors.contains(
        #/seen iipsrv 2\.1 jp2 http://127\.0\.0\.1:\d+ /iiif jp2/coloured-squares\.jp2/#))
    #expect(
      outcome.output.contains(
        "claims level 1; its level is open, because only some operations were requested"))
  }
}
