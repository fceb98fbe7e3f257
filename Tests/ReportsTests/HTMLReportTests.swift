@testable import Decisions
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

@Suite struct HTMLReportTests {
  @Test("Texts of a result are escaped everywhere")
  func escaping() throws {
    let hostile = "</script><img src=x onerror=\"alert('1')\">&amp;\u{0}"
    var builder = ResultBuilder()
    builder.blocks = 1
    builder.change = { cell in
      cell.errors = [hostile: 1]
      cell.errorExamples = [
        ErrorExample(kind: hostile, url: hostile, expected: hostile, found: hostile)
      ]
      cell.remarks = [hostile]
    }
    var result = try builder.result()
    result.study.question = hostile
    result.warnings = [hostile]
    result.host.processor = hostile
    result.command = [hostile]
    result.servers[0].descriptor.title = hostile
    result.servers[0].provenance = [hostile: hostile]
    result.images.files[0].path = hostile
    result.study.operations = []
    for index in result.cells.indices {
      result.cells[index].operation = hostile
      result.cells[index].server = hostile
    }
    result.study.thresholds = [try Threshold("errors(*) > 0")]
    let text = HTMLReport(result).text
    #expect(!text.contains("<img"))
    #expect(text.matches(of: /<\/script>/).count == 2)
    #expect(!text.contains("\u{0}"))
    let escaped = "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;\\x00"
    #expect(text.contains(escaped))
  }

  @Test("The file has no external references")
  func selfContained() throws {
    let text = HTMLReport(try ResultBuilder().result()).text
    #expect(text.matches(of: /src(set)?=|href="(?!#|data:,)|url\(|@import|<iframe/).isEmpty)
    #expect(text.contains("default-src 'none'"))
  }

  @Test("The report contains servers, settings, versions, host and image hashes")
  func provenance() throws {
    let result = try ResultBuilder().result()
    let text = HTMLReport(result).text
    for part in [
      "Alpha Server 4.5, 4 processes", "CACHE", "Off by CACHE=off.", "libcurl/7.88.1",
      "kernel 6.1.0-21-amd64", "Example CPU 2.0 GHz", "2026-09-21 14:13 UTC",
      "iiif-bench run sample --seed 42", result.images.files[1].sha256,
      result.servers[0].descriptorHash,
    ] {
      #expect(text.contains(part), "\(part) is missing")
    }
  }

  @Test("A cell without figures has its reason")
  func unsupported() throws {
    var builder = ResultBuilder()
    builder.change = {
      $0 = CellResult(cell: $0.cell, block: $0.block, state: .unsupported, reason: "no <jp2>")
    }
    #expect(HTMLReport(try builder.result()).text.contains("unsupported: no &lt;jp2&gt;"))
  }

  /// Two servers that differ, with two operations and two formats.
  private func wide(loads: [Load]) throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.operations = ["information", "crop"]
    builder.formats = [.jpeg(quality: 90), .jp2(ratio: nil)]
    builder.loads = loads
    builder.blocks = 2
    builder.answers = 40
    builder.seconds = 2
    builder.milliseconds = { cell, block in (cell.server == "alpha" ? 20 : 35) + Double(block) }
    return try builder.result()
  }

  @Test("The report begins with the answers")
  func answers() throws {
    let text = HTMLReport(try wide(loads: [.concurrency(1)])).text
    let first = try #require(text.firstRange(of: "<section"))
    #expect(text[first.lowerBound...].hasPrefix("<section id=\"answers\">"))
    #expect(
      text.contains(
        "<b>crop of jp2 at 1 user</b>: alpha has the best figure (20.0 requests/s); "
          + "open: beta is between "))
  }

  @Test("Thresholds are listed with their outcomes")
  func thresholds() throws {
    var builder = ResultBuilder()
    builder.milliseconds = { cell, _ in cell.server == "alpha" ? 20 : 500 }
    builder.thresholds = ["p50(crop) > 100ms", "errors(*) > 0", "p50(tile) > 1s"]
    let text = HTMLReport(try builder.result()).text
    #expect(text.contains("<code>p50(crop) &gt; 100ms</code>: missed in 1 cell</span>"))
    #expect(text.contains("<li>beta crop jpeg-q90 10 users: p50 is 499 ms</li>"))
    #expect(text.contains("<code>errors(*) &gt; 0</code>: met"))
    #expect(text.contains("<code>p50(tile) &gt; 1s</code>: no measured cell has this figure"))
    #expect(!HTMLReport(try ResultBuilder().result()).text.contains("id=\"thresholds\""))
  }

  @Test(
    "A difference of work is marked at the figures and described")
  func audit() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma"]
    builder.change = { cell in
      let quality = cell.server == "beta" ? 90 : 75
      cell.traits = [ObservedTraits(traits: AnswerTraits(jpegQuality: quality), count: 16)]
    }
    let text = HTMLReport(try builder.result()).text
    let sentence = "beta sends JPEG quality 90, the others 75: not the same work."
    #expect(text.contains("<li>\(sentence) <span class=\"cells\">crop of jpeg-q90</span></li>"))
    let (mark, best) = (AuditSection.mark.markup, ChartLegend.best.markup)
    #expect(text.contains("<li>\(mark) \(sentence) <a href=\"#audit\">Answers</a></li>"))
    #expect(text.contains("</svg>beta\(best)\(mark)"))
    #expect(!text.contains("</svg>alpha\(best)\(mark)"))
    #expect(text.contains("<td class=\"bad\">90"))
  }

  @Test(
    "A check is a table of claims and results, with an example per problem")
  func compliance() throws {
    let result = { (operation: String, verdict: FeatureResult.Verdict, finding: ErrorExample?) in
      FeatureResult(
        server: "alpha", version: .v21, format: .jp2(ratio: nil), operation: operation,
        obligation: .must, verdict: verdict, finding: finding)
    }
    let example = ErrorExample(kind: "status", url: "http://x/<a>", expected: "200", found: "501")
    let report = ComplianceReport(
      results: [result("crop", .supported, nil), result("mirror", .wrong, example)],
      summaries: [])
    let text = HTMLReport(try ResultBuilder().result(), compliance: report).text
    #expect(text.contains("<th scope=\"col\">alpha<br>2.1, jp2</th>"))
    #expect(
      text.contains(
        "<tr><th scope=\"row\">crop</th><td class=\"fine\">✓"
          + "<span class=\"hide\">claimed and valid</span></td></tr>"))
    #expect(text.contains("<td class=\"failed\">✗"))
    #expect(text.contains("http://x/&lt;a&gt;"))
  }

  @Test("Variants of a server are side by side")
  func variants() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "alpha@fast", "beta"]
    let text = HTMLReport(try builder.result()).text
    let start = try #require(text.firstRange(of: "<section id=\"variants\">")).upperBound
    let section = text[start...].prefix(
      upTo: try #require(text[start...].firstRange(of: "</section>")).lowerBound)
    #expect(section.matches(of: /<\/svg>(default|fast)/).count == 2)
    #expect(!section.contains("beta"))
    #expect(!HTMLReport(try ResultBuilder().result()).text.contains("id=\"variants\""))
  }

  @Test("The inspections after starts are among the facts of a server")
  func starts() throws {
    var result = try ResultBuilder().result()
    result.starts = [200.0, 400, 300].enumerated().map { index, time in
      StartRecord(
        server: "alpha", block: index + 1,
        connectTime: ConnectTime(microseconds: [time - 10, time, time + 10], attempts: 3))
    }
    let text = HTMLReport(result).text
    #expect(
      text.contains(
        "<dt>TCP connect</dt><dd>median 300 µs, deviation 10.0 µs, over 3 starts</dd>"))
    #expect(text.matches(of: /TCP connect/).count == 1)
  }

  @Test("The parts of operations have figures, with a mark for few answers")
  func parts() throws {
    var builder = ResultBuilder()
    builder.change = { cell in
      let json = """
        {"name": "zoom <1>", "responseTime": {"count": 10, "p50": 2000, "p90": 3000, "p95": 3000,
         "p99": 4000, "p999": 4000, "max": 4000, "mean": 2000, "histogram": [[2000, 9], [4000, 1]]}}
        """
      let part = try? JSONDecoder().decode(PartFigures.self, from: Data(json.utf8))
      cell.parts = cell.server == "alpha" ? [part].compactMap(\.self) : []
    }
    let text = HTMLReport(try builder.result()).text
    #expect(
      text.contains(
        "alpha, 10 users<td>zoom &lt;1&gt;<td>2.00*<td>4.00*<td>4.00*<td>–<td>–<td>30"))
    #expect(!text.contains("beta, 10 users<td>"))
    #expect(!HTMLReport(try ResultBuilder().result()).text.contains("id=\"parts\""))
  }

  @Test("The report contains the study with the changes by flags")
  func study() throws {
    let text = HTMLReport(try ResultBuilder().result()).text
    #expect(text.contains("<dt><code>loads.1.concurrency</code></dt><dd><code>10</code></dd>"))
  }

  @Test("Each setting of a server is a line")
  func settings() throws {
    let lines = SettingList.lines(of: try ResultBuilder().descriptor(of: "alpha"))
    let texts = lines.map { "\($0.key): \($0.text)" }
    #expect(texts.contains("api.1.fullSize: max"))
    #expect(texts.contains("container.command: serve --workers '{workers}'"))
    #expect(texts.contains("container.environment.CACHE: off"))
    #expect(texts.contains("jpegQuality.settable: true"))
    #expect(texts.contains("workers.count: 4"))
    #expect(!texts.contains { $0.hasPrefix("api.1.extra") })
  }

  @Test("Each chart has its data")
  func charts() throws {
    let text = HTMLReport(try wide(loads: [.concurrency(1), .concurrency(10)])).text
    let sections = text.matches(of: /<section id="([a-z]+)"/).map { String($0.output.1) }
    #expect(
      sections == [
        "answers", "operations", "load", "formats", "figures", "percentiles", "phases", "timeline",
        "resources", "errors", "servers", "provenance",
      ])
    let figures = text.matches(of: /<figure [^>]*data-source="(cells|timeline)" data-columns="/)
    #expect(figures.count == text.matches(of: /<figure/).count)
    let links = text.matches(of: /<a href="#([a-z]+)">/).map { String($0.output.1) }
    #expect(links == sections)
    let panels = text.matches(of: /<svg class="panel"[^>]* role="img" aria-label="[^"]+"[ >]/)
    #expect(panels.count == 32)
  }

  @Test("The data for tool tips and downloads are those of the cells")
  func data() throws {
    let result = try wide(loads: [.concurrency(1), .concurrency(10)])
    let text = HTMLReport(result).text
    let start = try #require(text.firstRange(of: "id=\"data\">")).upperBound
    let end = try #require(text[start...].firstRange(of: "</script>")).lowerBound
    let data = try JSONDecoder().decode(EmbeddedData.self, from: Data(text[start..<end].utf8))
    let cells = ResultSummary(result).cells
    #expect(data.cells.count == cells.count)
    let median = try #require(data.columns.firstIndex(of: "p50_ms"))
    for (row, cell) in zip(data.cells, cells) {
      #expect(data.servers[row.places[0]] == cell.cell.serverLabel)
      #expect(data.operations[row.places[1]] == cell.cell.operation)
      #expect(row.state == "measured")
      let expected = try #require(cell.responseTime.map { Double($0.p50) / 1000 })
      #expect(abs((row.figures[median] ?? 0) - expected) < expected * 1e-4)
    }
    #expect(data.timeline.count == cells.count * 4)
  }

  @Test("A cell takes less than 1500 bytes, so that 2000 cells stay under 3 MB")
  func size() throws {
    var result = try wide(loads: [.concurrency(10)])
    let cells = result.cells
    result.cells = (1...40).flatMap { users in
      cells.map { cell in
        var cell = cell
        cell.load = .concurrency(users)
        cell.completedInWindow = 1000 + users * 37
        cell.serverCPUSeconds = Double(users) * 1.234
        return cell
      }
    }
    let bytes = HTMLReport(result).text.utf8.count
    #expect(Double(bytes) / Double(ResultSummary(result).cells.count) < 1500)
  }
}

/// The JSON within a report.
private struct EmbeddedData: Decodable {
  struct Row: Decodable {
    var places: [Int] = []
    var state: String
    var figures: [Double?] = []

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      for _ in 0..<4 { places.append(try row.decode(Int.self)) }
      state = try row.decode(String.self)
      while !row.isAtEnd { figures.append(try row.decode(Double?.self)) }
    }
  }

  var servers: [String]
  var operations: [String]
  var columns: [String]
  var cells: [Row]
  var timeline: [[Double?]]
}
