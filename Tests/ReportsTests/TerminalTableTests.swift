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

@Suite struct TerminalTableTests {
  @Test("Servers are listed below each other by operation and format")
  func wholeTable() throws {
    var builder = ResultBuilder()
    builder.loads = [.concurrency(1), .rate(100)]
    builder.answers = 200
    builder.milliseconds = { cell, block in (cell.server == "alpha" ? 20 : 35) + Double(block) }
    builder.change = { cell in
      if cell.server == "beta" { cell.completedInWindow = 140 + cell.block }
      if cell.load == .rate(100), cell.server == "beta" {
        cell = CellResult(
          cell: cell.cell, block: cell.block, state: .unsupported, reason: "beta reads no jpeg")
      }
    }
    let table = TerminalTable(try builder.result(), width: 92, colour: false).text
    #expect(
      table == """
        sample: alpha and beta: crop on jpeg-q90
        3 blocks of 10 s after 2 s of warm-up; 1 user, 100/s; seed 42
        Noise: the ratio of two servers varies by 1.1 % from block to block.

        Answers
        crop of jpeg-q90 at 1 user: alpha is fastest (20.0 requests/s); beta is 29 % slower
        (27–31 %); beta takes 2.37 times the CPU of alpha for an answer (2.22–2.52).

        crop of jpeg-q90 at 100 iterations per second: alpha alone: median 21.9 ms; not supported by
        beta.

        Figures
        Response times (p50, p95, p99) and time to first byte (TTFB) in ms; place: servers that
        share one are level or open; those apart are not compared; interval: 95 % interval of the
        throughput over the blocks; ±%: half of the 95 % interval of the throughput; kB: mean size
        of an answer; CPU s: the server's CPU seconds per block; /CPU s: answers per CPU second; MB:
        the server's peak memory.

        crop · jpeg-q90  place req/s  interval  ±%  p50  p95   p99 TTFB errors   kB CPU s /CPU s  MB
        1 user   alpha       1  20.0 19.7–20.4 1.8 21.2 65.2 90.7* 15.9      0 50.0  2.20   90.9 120
                 beta        2  14.2 13.9–14.5 2.1 36.1  108  150* 27.0      0 70.4  3.70   38.4 120
         100/s   alpha       –  20.0 19.7–20.4 1.8 21.2 65.2 90.7* 15.9      0 50.0  2.20   90.9 120
                 beta     unsupported [1]

        [1] beta reads no jpeg
        * too few answers in a block (p50 needs 20, p95 200, p99 1000): the slowest answer replaces
          p95 and p99.

        """)
  }

  @Test(
    "No line is wider than the terminal, and each required column is present",
    arguments: [80, 100, 200])
  func width(columns: Int) throws {
    var builder = ResultBuilder()
    builder.servers = ["a-server-of-a-long-name@with-a-long-variant", "b"]
    builder.answers = 50
    builder.change = { $0.remarks = ["Answers of this server differ from those of the others."] }
    let lines = TerminalTable(try builder.result(), width: columns, colour: false).text
      .split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns })
    let heading = lines.first { $0.hasPrefix("crop · jpeg-q90") } ?? ""
    for title in ["req/s", "p50", "p95", "p99", "TTFB", "errors", "kB"] {
      #expect(heading.contains(" \(title)"), "\(title) is missing at \(columns) columns")
    }
  }

  @Test("Errors are listed by kind with an example, failures with their reason")
  func errors() throws {
    var builder = ResultBuilder()
    builder.blocks = 2
    builder.change = { cell in
      if cell.server == "alpha" {
        cell.errors = ["wrong-size": 3]
        cell.errorExamples = [
          ErrorExample(
            kind: "wrong-size", url: "http://127.0.0.1:1/a/full/full/0/default.jpg",
            picture: "a", time: Date(timeIntervalSince1970: 3), expected: "512 × 512 px",
            found: "500 × 512 px", log: ["ERROR resize"])
        ]
      } else {
        cell = CellResult(
          cell: cell.cell, block: cell.block, state: .failed,
          reason: "the server exited with status 1")
      }
    }
    let text = TerminalTable(try builder.result(), width: 80, colour: false).text
    #expect(
      text.hasSuffix(
        """
        [1] the server exited with status 1
        * too few answers in a block (p50 needs 20, p95 200, p99 1000): the slowest
          answer replaces p95 and p99.

        Errors
        - alpha: 6 × wrong-size in alpha crop jpeg-q90 10 users, for example
          http://127.0.0.1:1/a/full/full/0/default.jpg
            (picture a, 00:00:03 UTC)
            expected 512 × 512 px
            found    500 × 512 px
            log      ERROR resize

        """))
    #expect(text.contains("           beta   failed [1]\n"))
  }

  @Test("Remarks name their cells, or count them")
  func remarks() throws {
    var builder = ResultBuilder()
    builder.loads = [1, 2, 4, 8].map(Load.concurrency)
    builder.change = { cell in
      if cell.server == "beta" { cell.remarks = ["Smaller images."] }
      if cell.server == "alpha", cell.load == .concurrency(2) { cell.remarks = ["Redirects."] }
    }
    var result = try builder.result()
    result.warnings = ["Two processors are shared."]
    result.ended = nil
    #expect(
      TerminalTable(result, width: 80, colour: false).text.hasSuffix(
        """

        Warnings
        - The run was interrupted; the report has the finished cells only.
        - Two processors are shared.

        Remarks
        - Smaller images. (beta, 4 cells)
        - Redirects. (alpha crop jpeg-q90 2 users)

        """))
  }

  @Test("A server that is set apart has no place, but figures and its share of errors")
  func apart() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma"]
    builder.change = { if $0.server == "beta" { $0.errors = ["empty": 100] } }
    let text = TerminalTable(try builder.result(), width: 160, colour: false).text
    #expect(text.contains(/alpha +1–2 +40\.0 .* 0 +50\.0/))
    #expect(text.contains(/beta +apart +40\.0 .* 20 % +50\.0/))
    #expect(text.contains("beta is set apart (40.0 requests/s): 20 % of its requests failed."))
  }

  @Test("Percentiles of too few answers are marked")
  func fewAnswers() throws {
    var builder = ResultBuilder()
    builder.answers = 30
    builder.blocks = 2
    let text = TerminalTable(try builder.result(), width: 100, colour: false).text
    #expect(text.contains("72.4*"))
    #expect(text.contains("\n* too few answers in a block (p50 needs 20, p95 200, p99 1000): the"))
  }

  @Test("Iterations of several requests have the first column in each report")
  func iterations() throws {
    var builder = ResultBuilder()
    #expect(!TerminalTable(try builder.result(), width: 130, colour: false).text.contains("iter"))
    builder.change = { cell in
      cell.iterationTime = cell.timeToFirstByte
      cell.completion.answers = 400
      cell.completion.iterations = 50
    }
    let result = try builder.result()
    let text = TerminalTable(result, width: 130, colour: false).text
    #expect(text.contains("place  iter/s  iter ms  req/s"))
    #expect(text.contains("alpha    1–2    5.00     15.0   40.0"))
    #expect(
      MarkdownReport(result).text.contains(
        "| server | place | iterations/s | iteration, ms | requests/s |"))
    let page = HTMLReport(result).text
    let titles = ["iterations/s", "iteration, ms", "requests/s"]
    #expect(page.contains(titles.map { "<th scope=\"col\">\($0)</th>" }.joined()))
    #expect(page.contains("(5.00 iterations/s, 15.0 ms each)"))
    #expect(CSVReport(result).text.contains(",iterations_per_second,requests_per_second,"))
  }

  @Test("Escape sequences are written in colour only")
  func colour() throws {
    let result = try ResultBuilder().result()
    #expect(!TerminalTable(result, width: 80, colour: false).text.contains("\u{1B}"))
    #expect(TerminalTable(result, width: 80, colour: true).text.contains("\u{1B}[1m"))
  }

  @Test("The legend and the report have the sources and resolutions of CPU times")
  func cpuClock() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma"]
    builder.change = { cell in
      cell.serverCPUClock =
        switch cell.server {
        case "alpha": CPUClock(source: .controlGroup, resolution: 1e-6)
        case "beta": CPUClock(source: .processClocks, resolution: cell.block == 1 ? 1e-9 : 0.01)
        default: CPUClock(source: .engineStatistics, resolution: 1)
        }
    }
    let result = try builder.result()
    let clocks =
      "from control group (to 1 µs), process clocks (to 1 ns–10 ms), engine statistics (to 1 s)"
    let table = TerminalTable(result, width: 1000, colour: false).text
    #expect(table.contains("CPU s: the server's CPU seconds per block, \(clocks); /CPU s:"))
    #expect(
      HTMLReport(result).text.contains("over the measured window, \(clocks), per valid answer"))
  }
}
