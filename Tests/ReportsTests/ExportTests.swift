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

@Suite struct ExportTests {
  @Test("The CSV has one row per cell and block, with the figures of the report")
  func csv() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha@fast", "beta"]
    builder.blocks = 2
    builder.change = { cell in
      cell.serverCPUClock = CPUClock(source: .processClocks, resolution: 0.01)
      cell.remarks = ["Has \"quotes\", commas\nand lines."]
      if cell.server == "beta", cell.block == 2 {
        cell = CellResult(cell: cell.cell, block: 2, state: .failed, reason: "it died")
      }
    }
    let result = try builder.result()
    let lines = CSVReport(result).text.replacing("commas\nand", with: "commas and")
      .split(separator: "\n")
    #expect(lines.count == 1 + 4)
    let header = lines[0].split(separator: ",").map(String.init)
    let first = Dictionary(
      zip(
        header, lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
      uniquingKeysWith: { first, _ in first })
    #expect(first["server"] == "alpha")
    #expect(first["variant"] == "fast")
    #expect(first["concurrency"] == "10")
    #expect(first["rate"] == "")
    #expect(first["requests_per_second"] == "40")
    #expect(first["server_cpu_seconds"] == "4")
    #expect(first["server_cpu_source"] == "process clocks")
    #expect(first["server_cpu_resolution_seconds"] == "0.01")
    #expect(first["requests_per_cpu_second"] == "100")
    #expect(first["response_p50_ms"] == "19.983")
    #expect(lines[1].contains("\"Has \"\"quotes\"\", commas and lines.\""))
    #expect(lines[1].hasSuffix(",40,19.983,58.943,74.815,14.983"))
    #expect(lines[4].hasPrefix("beta,default,jpeg-q90,crop,10,,,2,failed,it died,,,,,,,"))
  }

  @Test(
    "In the JUnit file, errors and missed thresholds fail a cell; unsupported cells are skipped")
  func junit() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma", "delta"]
    builder.blocks = 1
    builder.change = { cell in
      switch cell.server {
      case "alpha":
        cell.errors = ["empty": 2]
        cell.errorExamples = [
          ErrorExample(
            kind: "empty", url: "u?a&b", picture: "p", time: Date(timeIntervalSince1970: 0),
            expected: "x", found: "y", log: ["<l>"])
        ]
      case "beta":
        cell = CellResult(cell: cell.cell, block: 1, state: .unsupported, reason: "no \"jpeg\"")
      case "gamma": cell = CellResult(cell: cell.cell, block: 1, state: .failed, reason: "dead")
      default: break
      }
    }
    builder.thresholds = ["p50(*, server=delta) > 1ms", "p50(none) > 1ms"]
    #expect(
      JUnitReport(try builder.result()).text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="sample">
        <testsuite name="crop · jpeg-q90" tests="4" failures="3" errors="0" skipped="1">
        <testcase classname="alpha" name="alpha crop jpeg-q90 10 users" time="10.0">\
        <failure message="2 × empty, for example u?a&amp;b (picture p, 00:00:00 UTC): \
        expected x, found y, the server logged &lt;l&gt;">\
        2 × empty, for example u?a&amp;b (picture p, 00:00:00 UTC): \
        expected x, found y, the server logged &lt;l&gt;</failure></testcase>
        <testcase classname="beta" name="beta crop jpeg-q90 10 users" time="0.0">\
        <skipped message="no &quot;jpeg&quot;"/></testcase>
        <testcase classname="gamma" name="gamma crop jpeg-q90 10 users" time="0.0">\
        <failure message="dead">dead</failure></testcase>
        <testcase classname="delta" name="delta crop jpeg-q90 10 users" time="10.0">\
        <failure message="delta crop jpeg-q90 10 users: p50 is 20.0 ms \
        (p50(*, server=delta) &gt; 1ms)">delta crop jpeg-q90 10 users: p50 is 20.0 ms \
        (p50(*, server=delta) &gt; 1ms)</failure></testcase>
        </testsuite>
        <testsuite name="thresholds" tests="1" failures="1" errors="0" skipped="0">
        <testcase classname="thresholds" name="p50(none) &gt; 1ms" time="0">
        <failure message="no measured cell has this figure"/></testcase>
        </testsuite>
        </testsuites>

        """)
  }

  @Test("The Markdown lists the differences between answers")
  func differences() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma"]
    builder.change = { cell in
      let traits = AnswerTraits(isProgressive: false, isPassedThrough: cell.server == "beta")
      cell.traits = [ObservedTraits(traits: traits, count: 4)]
    }
    #expect(
      MarkdownReport(try builder.result()).text.contains(
        """
        - beta sends the unchanged source file, the others images that they encode: \
        not the same work. (crop of jpeg-q90)

        """))
  }

  @Test("The Markdown has answers and tables, and escapes texts of the result")
  func markdown() throws {
    var builder = ResultBuilder()
    builder.answers = 200
    builder.change = { cell in
      if cell.server == "beta" {
        cell = CellResult(
          cell: cell.cell, block: cell.block, state: .unsupported, reason: "a|b <script>\n# x")
      }
    }
    let text = MarkdownReport(try builder.result()).text
    #expect(
      text.hasPrefix(
        """
        # alpha and beta: crop on jpeg-q90

        2 servers, 3 blocks of 10 s after 2 s of warm-up, at 10 users, on 2 processors of \
        Example CPU 2.0 GHz, 2026-09-21 14:13 UTC.

        ## Answers

        crop of jpeg-q90 at 10 users: alpha alone: 20.0 requests/s; not supported by beta.

        ## crop · jpeg-q90

        | load | server | requests/s | 95 % interval | ±% | p50 | p95 | p99 | first byte | errors \
        | kB | CPU s | answers/CPU s | peak MB |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: \
        | ---: |
        | 10 users | alpha | 20.0 | 19.7–20.4 | 1.8 | 20.0 | 58.5 | 78.8\\* | 15.0 | 0 | 50.0 | 2.00 \
        | 100 | 120 |
        | 10 users | beta | unsupported: a\\|b &lt;script&gt; \\# x |  |  |  |  |  |  |  |  |  |  |  |

        """))
    #expect(text.contains("\n    iiif-bench run sample --seed 42\n"))
  }
}
