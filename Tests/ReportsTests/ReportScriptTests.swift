import ChildProcess
import Foundation
import IIIFBench
import Reports
import Results
import TestSupport
import Testing

/// The script of the report in a real browser, whose document is read after further script has run.
@Suite("The script of the report", .enabled(if: Browser.isInstalled), .timeLimit(.minutes(2)))
struct ReportScriptTests {
  private func result() throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.operations = ["information", "crop"]
    builder.loads = [.concurrency(1), .concurrency(10)]
    builder.blocks = 2
    builder.answers = 40
    builder.seconds = 4
    builder.milliseconds = { cell, block in (cell.server == "alpha" ? 20 : 900) + Double(block) }
    return try builder.result()
  }

  @Test("Filters hide the rows, lines and charts of what is not selected")
  func filters() async throws {
    let values = try await Browser.values(
      of: """
        const count = s => document.querySelectorAll(s).length;
        const shown = s => [...document.querySelectorAll(s)].filter(e => !e.closest('[hidden]')).length;
        const before = [shown('tr[data-c]') === count('tr[data-c]'), shown('figure') === count('figure')];
        const boxes = [...document.querySelectorAll('#filters input')];
        const box = (name, value) => boxes.find(b => b.name === name && b.value === value);
        box('s', '0').checked = false;
        box('o', '1').checked = false;
        document.getElementById('filters').dispatchEvent(new Event('change', { bubbles: true }));
        const servers = new Set([...document.querySelectorAll('tr[data-c]:not([hidden])')]
          .map(e => data.cells[e.dataset.c].slice(0, 2).join(' ')));
        const titles = [...document.querySelectorAll('figure:not([hidden]) figcaption')]
          .filter(e => e.textContent.startsWith('crop')).length;
        document.getElementById('reset').click();
        return [...before, [...servers].join(), titles, shown('figure') === count('figure')];
        """, in: HTMLReport(try result()).text)
    #expect(values == ["true", "true", "1 0", "0", "true"])
  }

  @Test("Downloads are CSV with quotes and JSON records of the selected cells")
  func downloads() async throws {
    let values = try await Browser.values(
      of: #"""
        const saved = [];
        HTMLAnchorElement.prototype.click = function () {
          saved.push([this.download, decodeURIComponent(this.href.split(',').slice(1).join(','))]);
        };
        document.querySelector('[data-all=csv]').click();
        document.querySelector('[data-all=json]').click();
        const lines = saved[0][1].trim().split('\n');
        const records = JSON.parse(saved[1][1]);
        return [saved[0][0], saved[1][0], lines.length, lines[0].split(',').length === lines[1].split(',').length,
          records.length, records[0].server, records[0].operation,
          csv({ columns: ['a'], rows: [['x,"y"']] })];
        """#, in: HTMLReport(try result()).text)
    #expect(
      values == [
        "sample.csv", "sample.json", "9", "true", "8", "alpha", "information",
        "a\n\"x,\"\"y\"\"\"\n",
      ])
  }

  @Test("The table of a chart has a row per cell, that of a timeline one per second")
  func tables() async throws {
    let values = try await Browser.values(
      of: """
        const rows = section => {
          const details = document.querySelector(`#${section} figure.lines details`);
          details.open = true;
          fill(details, details.closest('figure'));
          return details.querySelectorAll('tbody tr').length;
        };
        return [rows('percentiles'), rows('timeline')];
        """, in: HTMLReport(try result()).text)
    #expect(values == ["2", "12"])
  }

  @Test("A tool tip reads the value of a point, also off a logarithmic axis")
  func toolTips() async throws {
    let values = try await Browser.values(
      of: """
        const panel = document.querySelector('#percentiles .panel[data-log]');
        const line = [...panel.querySelectorAll('g')].find(g => data.cells[g.dataset.c][0] === 0);
        const [, x, y] = [0, ...points(line.querySelector('.l').getAttribute('d'))[0]];
        const text = reading(panel, [0, x, y])[0];
        const value = Number(text.match(/within ([0-9.]+) ms/)[1]);
        return [value > 9 && value < 12, text.startsWith('0 % of answers')];
        """, in: HTMLReport(try result()).text)
    #expect(values == ["true", "true"])
  }
}

/// Runs pages in Debian's Chromium.
private enum Browser {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

  /// The texts that a function body returns, run after the scripts of a page.
  static func values(of script: String, in page: String) async throws -> [String] {
    let call = """
      <script>document.body.dataset.values = encodeURIComponent(JSON.stringify((() => {
      try { return [].concat((() => {\(script)})()).map(String); } catch (error) {
      return [String(error)]; } })()));</script></body>
      """
    return try await withTemporaryFolder { folder in
      let file = folder.appending(path: "report.html")
      try Data(page.replacing("</body>", with: call).utf8).write(to: file)
      let document = try await ExternalProgram(name: "chromium", package: "chromium").run([
        "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
        "--user-data-dir=\(folder.appending(path: "profile").path)", file.absoluteString,
      ])
      let match = try #require(document.firstMatch(of: /data-values="([^"]*)"/))
      let text = try #require(String(match.output.1).removingPercentEncoding)
      return try JSONDecoder().decode([String].self, from: Data(text.utf8))
    }
  }
}
