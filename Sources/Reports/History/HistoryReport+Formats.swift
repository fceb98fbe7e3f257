import Decisions
import Foundation
import IIIFBench
import Results
import Statistics
import Support

extension HistoryReport {
  /// The history for a terminal.
  package func text(width: Int, colour: Bool) -> String {
    let style = TextStyle(colour: colour)
    let wrapped = { (text: String) in DisplayWidth.wrap(text, to: max(40, width)) }
    var lines: [String] = []
    for group in history.groups {
      lines += wrapped(Self.title(of: group)).map { style(.heading, $0) }
      lines += wrapped(Self.control(of: group)) + [""]
      for series in group.series {
        lines.append(style(.heading, Self.label(of: series)))
        let table = TextTable(headings: Self.headings, rows: Self.rows(of: series))
          .lines(width: max(40, width))
        lines += [style(.secondary, table[0])] + table.dropFirst() + [""]
      }
    }
    lines += wrapped(Self.legend).map { style(.secondary, $0) }
    let found = steps
    lines += [""] + (found.isEmpty ? ["No step."] : found.flatMap(wrapped))
    return lines.map { $0 + "\n" }.joined()
  }

  /// The history as a page with charts.
  package var html: String {
    let found = steps
    let sections = history.groups.enumerated().flatMap { number, group in
      self.sections(of: group, number: number + 1)
    }
    return SimplePage(
      title: "History of \(names)", kicker: "iiif-bench · history", notes: [Self.legend],
      sections: [
        ReportSection(
          id: "steps", title: "Steps",
          content: found.isEmpty
            ? "<p>No step.</p>" : "<ul>\(found.map { "<li>\($0)</li>" as HTML }.joined())</ul>")
      ] + sections
    ).text
  }

  private var names: String {
    NameList.text(
      unique(history.groups.flatMap { $0.series.map(\.cell.serverLabel) }), limit: 6)
  }

  private func sections(of group: RunHistory.Group, number: Int) -> [ReportSection] {
    let cells = unique(
      group.series.map { series -> Cell in
        var cell = series.cell
        (cell.server, cell.variant) = ("", "")
        return cell
      })
    let servers = unique(group.series.map(\.cell.serverLabel))
    let figures = cells.map { cell -> HTML in
      let own = group.series.filter { series in
        series.cell.operation == cell.operation && series.cell.format == cell.format
          && series.cell.load == cell.load
      }
      return figure(own, in: group, servers: servers)
    }
    let tables = group.series.map { series -> HTML in
      let title = Self.label(of: series)
      let table = TextTable(headings: Self.headings, rows: Self.rows(of: series))
        .html(label: title, labels: 2)
      return "<h3 id=\"\(anchor(number, title))\">\(title)</h3>\(table)"
    }
    return [
      ReportSection(
        id: "group-\(number)", title: Self.title(of: group),
        content: """
          <p class="note">\(Self.control(of: group))</p>
          <div class="row" style="--n:\(min(3, max(1, figures.count)))">\
          \(figures.joined(separator: "\n"))</div>
          """),
      ReportSection(
        id: "figures-\(number)", title: "Figures", content: tables.joined(separator: "\n")),
    ]
  }

  private func anchor(_ number: Int, _ title: String) -> String {
    "\(number)-" + title.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
  }

  /// A chart of the ratios, or of the figures without a control, over the runs.
  private func figure(
    _ series: [RunHistory.Series], in group: RunHistory.Group, servers: [String]
  ) -> HTML {
    guard let first = series.first else { return .empty }
    let hasRatios = series.allSatisfy { $0.points.allSatisfy { $0.ratio != nil } }
    let lines = series.map { series in
      LineChart.Line(
        server: servers.firstIndex(of: series.cell.serverLabel) ?? 0,
        points: series.points.map { point in
          let plain = point.cell.throughput?.mean ?? 0
          let ratio = hasRatios ? point.ratio : nil
          let isBounded = ratio?.interval.upperBound.isFinite ?? false
          return LineChart.Point(
            x: Double(point.run + 1), y: ratio?.value ?? plain,
            interval: isBounded ? ratio?.interval : nil)
        })
    }
    let runs = (1...max(1, group.runs.count)).map(Double.init)
    let title = "\(first.cell.operation) · \(first.cell.format.name) · \(first.cell.load.label)"
    let labels = group.runs.map { String(Timestamp.text($0.result.started).prefix(10)) }
    let step = max(1, (labels.count + 3) / 4)
    let chart = LineChart(
      label: "\(title) over \(Quantity.counted(group.runs.count, "run"))",
      yTitle: hasRatios ? "ratio to the control" : "requests/s", xTitle: "run", x: .over(runs),
      xLabels: labels.enumerated().map { $0 % step == 0 ? $1 : "" },
      y: LineChart.axis(of: lines), lines: lines)
    let legend = series.map { series -> HTML in
      let mark = SeriesMark(index: servers.firstIndex(of: series.cell.serverLabel) ?? 0)
      return "<li>\(mark.swatch)\(series.cell.serverLabel)</li>"
    }
    return """
      <figure class="lines"><figcaption>\(title)</figcaption>
      <div class="body"><div class="panels">\(chart.svg)</div>
      <ul class="legend">\(legend.joined())</ul></div></figure>
      """
  }

  /// The history as a JSON value.
  package var json: some Encodable {
    HistoryRecord(
      series: history.groups.flatMap { group in
        group.series.map { HistoryRecord.Series($0, runs: group.runs) }
      })
  }
}

/// The JSON form of a history.
private struct HistoryRecord: Encodable {
  var schema = "iiif-bench-history"
  var version = 1
  let series: [Series]

  struct Series: Encodable {
    let server: String
    let operation: String
    let format: SourceFormat
    let load: Load
    let points: [Point]

    init(_ series: RunHistory.Series, runs: [RunHistory.Run]) {
      server = series.cell.serverLabel
      operation = series.cell.operation
      format = series.cell.format
      load = series.cell.load
      points = series.points.map { Point($0, source: runs[$0.run].source) }
    }
  }

  struct Point: Encodable {
    let source: String
    let date: String
    let version: String
    let requestsPerSecond: Double?
    let ratio: Double?
    let interval: [Double]?
    let change: Double?
    let step: String?

    init(_ point: RunHistory.Point, source: String) {
      self.source = source
      date = point.date.formatted(.iso8601)
      version = point.version
      requestsPerSecond = point.cell.throughput?.mean
      ratio = point.ratio?.value
      interval = point.ratio.map { [$0.interval.lowerBound, $0.interval.upperBound] }
        .flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
      change = point.change?.ratio
      step = point.step?.word
    }
  }
}
