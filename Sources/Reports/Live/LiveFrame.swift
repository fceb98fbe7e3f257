import Results
import IIIFBench
import LoadGenerator

/// One frame of the live view, for a terminal of a given size.
struct LiveFrame {
  private let state: LiveState
  private let width: Int
  private let height: Int
  private let style: TextStyle

  private static let sparklineWidth = 60
  private static let smallest = (width: 40, height: 8)

  init(_ state: LiveState, width: Int, height: Int, colour: Bool) {
    self.state = state
    self.width = width
    self.height = height
    style = TextStyle(colour: colour)
  }

  /// The lines from the top, within the size of the terminal.
  var lines: [String] {
    guard width >= Self.smallest.width, height >= Self.smallest.height else {
      return height > 0 ? [state.progress.text(width: width)] : []
    }
    let top = [head, bar, "", cell, figures]
    let messages = messages(limit: max(1, height / 6))
    let room = height - top.count - messages.count
    return top + finished(lines: room) + messages
  }

  private var head: String {
    let name = "iiif-bench  \(state.study)"
    let left = state.progress.secondsLeft.map { "\(Quantity.time(seconds: $0)) left" }
    let blocks = "block \(state.progress.block) of \(state.progress.blocks)"
    let number = min(state.progress.done + 1, state.progress.total)
    let cells = "cell \(number) of \(state.progress.total)"
    let place = ([blocks] + (state.progress.total > 0 ? [cells] : []) + [left].compactMap(\.self))
      .joined(separator: " · ")
    let room = width - DisplayWidth.of(place) - 2
    guard room > 4 else { return style(.heading, DisplayWidth.truncate(place, to: width)) }
    let title = DisplayWidth.pad(DisplayWidth.truncate(name, to: room), to: room)
    return style(.heading, title) + "  " + place
  }

  private var bar: String {
    let share = " \(Int(state.share * 100)) %"
    let columns = width - DisplayWidth.of(share)
    let full = Int(state.share * Double(columns))
    return String(repeating: "━", count: full)
      + style(.secondary, String(repeating: "╌", count: columns - full)) + share
  }

  private var cell: String {
    let text = state.preparation ?? state.progress.cell?.label ?? ""
    return style(.heading, DisplayWidth.truncate(text, to: width))
  }

  private var figures: String {
    guard state.preparation == nil, let load = state.load, let rate = state.rate else { return "" }
    let times = [("p50", load.p50), ("p99", load.p99)].map { name, time in
      "\(name) \(time.map { Quantity.duration(Double($0)) } ?? Quantity.none)"
    }
    let errors = Quantity.counted(load.errors, "error")
    let text = (["\(Quantity.number(rate)) requests/s"] + times).joined(separator: " · ") + " · "
    let room = width - DisplayWidth.of(text) - DisplayWidth.of(errors) - 2
    guard room >= 0 else { return DisplayWidth.truncate(text + errors, to: width) }
    let line = Sparkline.text(state.medians, width: min(room, Self.sparklineWidth))
    return text + (load.errors > 0 ? style(.error, errors) : errors) + (line.isEmpty ? "" : "  ")
      + line
  }

  /// The latest finished cells that fit, under a heading.
  private func finished(lines: Int) -> [String] {
    guard lines >= 3, !state.finished.isEmpty else { return [] }
    let rows = state.finished.prefix(lines - 2)
    let figures = rows.map(Self.figures)
    let titles = ["req/s", "p50 ms", "p99 ms", "errors"]
    let widths = titles.indices.map { column in
      figures.map { DisplayWidth.of($0[column]) }.reduce(DisplayWidth.of(titles[column]), max)
    }
    let labels = rows.map { DisplayWidth.of($0.cell.label) }
      .reduce(DisplayWidth.of(summary), max)
    let room = min(labels + 4, width - widths.reduce(0) { $0 + $1 + 2 })
    let heading = row(summary, titles, widths, room)
    return ["", style(.secondary, heading)]
      + zip(rows, figures).map { result, texts in
        let line = row(result.cell.label, texts, widths, room)
        return result.state == .failed || result.errorCount > 0 ? style(.error, line) : line
      }
  }

  private var summary: String {
    let parts = [
      state.allErrors > 0 ? Quantity.counted(state.allErrors, "error") : nil,
      state.failedCells > 0 ? "\(Quantity.counted(state.failedCells, "cell")) failed" : nil,
    ].compactMap(\.self)
    return (["finished"] + parts).joined(separator: ", ")
  }

  private func row(_ label: String, _ texts: [String], _ widths: [Int], _ room: Int) -> String {
    DisplayWidth.pad(DisplayWidth.truncate(label, to: room), to: room)
      + zip(texts, widths).map { DisplayWidth.padLeft($0, to: $1 + 2) }.joined()
  }

  private static func figures(of result: CellResult) -> [String] {
    guard result.state == .measured else { return [result.state.rawValue, "", "", ""] }
    let milliseconds = { (time: UInt64?) in
      time.map { Quantity.milliseconds(Double($0)) } ?? Quantity.none
    }
    return [
      Quantity.number(result.throughput), milliseconds(result.responseTime?.p50),
      milliseconds(result.responseTime?.p99), Quantity.count(result.errorCount),
    ]
  }

  private func messages(limit: Int) -> [String] {
    let lines = state.messages.suffix(limit).flatMap { message in
      DisplayWidth.wrap(message, to: width - 2).enumerated().map { ($0 == 0 ? "! " : "  ") + $1 }
    }
    guard !lines.isEmpty else { return [] }
    return [""]
      + lines.suffix(limit).map {
        style(.warning, DisplayWidth.truncate($0, to: width))
      }
  }
}
