package import Decisions
import IIIFBench
import Statistics

/// Variants of a server against a baseline: rows of operation, format and load, a column per variant.
package struct VariantTable: Sendable {
  /// `LABEL against the baseline NAME`.
  let title: String
  /// The columns.
  let headings: [String]
  /// The rows; the last one has the geometric means.
  let rows: [[String]]
  /// Why fields have no figure, one sentence each.
  let notes: [String]

  /// Prepares the table of a comparison.
  package init(_ comparison: PairedChanges) {
    let servers = comparison.servers
    title = "Variants against \(comparison.baseline)"
    headings = ["operation", "format", "load", comparison.baseline] + servers
    var notes: [String] = []
    var rows: [[String]] = []
    for change in comparison.changes where !rows.contains(where: { $0.starts(with: change.label) })
    {
      let fields = servers.map { server -> String in
        guard
          let own = comparison.changes.first(where: {
            $0.server == server && $0.label == change.label
          })
        else { return Quantity.none }
        if let note = Self.note(on: own), !notes.contains(note) { notes.append(note) }
        return Self.field(of: own)
      }
      rows.append(
        change.label + [ChangeText.figure(of: change.base, change.figure)] + fields)
    }
    let means = servers.map { comparison.means[$0].map(Self.text) ?? Quantity.none }
    if rows.count > 1 { rows.append(["geometric mean", "", "", ""] + means) }
    (self.rows, self.notes) = (rows, notes)
  }

  /// The meaning of the marks.
  static let legend =
    "Intervals in parentheses; ≈ level within the margin, ? not decided, – no figure, "
    + "\(TerminalLayout.workMark) not the same work."

  private static func field(of change: CellChange) -> String {
    switch change.outcome {
    case .decided(let comparison): text(comparison)
    case .otherWork(_, let comparison):
      "\(TerminalLayout.workMark)" + (comparison.map { " \(ChangeText.plain($0.ratio))" } ?? "")
    case .apart, .absent: Quantity.none
    case .unexplained(let ratio): ChangeText.plain(ratio)
    }
  }

  private static func text(_ comparison: CellComparison) -> String {
    switch comparison.verdict {
    case .slower, .faster: return ChangeText.text(of: comparison)
    case .level: return "≈"
    case .undecided:
      let interval = comparison.interval
      guard comparison.estimate.blocks > 1, interval.upperBound < 10 else { return "?" }
      return "? (\(signed(interval.lowerBound)) to \(signed(interval.upperBound)))"
    }
  }

  /// `−12 %`, `+9 %`; the change of the figure.
  private static func signed(_ ratio: Double) -> String {
    (ratio < 1 ? "−" : "+") + "\(Quantity.percent(abs(ratio - 1))) %"
  }

  private static func note(on change: CellChange) -> String? {
    switch change.outcome {
    case .decided, .unexplained: nil
    case .otherWork, .apart, .absent:
      "\(change.server), \(change.label.joined(separator: " ")): \(ChangeText.text(of: change))"
    }
  }
}

extension CellChange {
  /// Operation, format and load.
  fileprivate var label: [String] { [operation, format.name, load.label] }
}

extension VariantTable {
  /// The table for a terminal.
  package func text(width: Int, colour: Bool) -> String {
    let style = TextStyle(colour: colour)
    let wrapped = { (text: String) in DisplayWidth.wrap(text, to: max(40, width)) }
    let table = TextTable(headings: headings, rows: rows).lines(width: max(40, width))
    let lines =
      [style(.heading, title), style(.secondary, table[0])] + table.dropFirst()
      + wrapped(Self.legend).map { style(.secondary, $0) } + notes.flatMap(wrapped)
    return lines.map { $0 + "\n" }.joined()
  }

  /// The table as Markdown.
  package var markdown: String {
    let body = [headings, headings.map { _ in "---" }] + rows
    return "## \(MarkdownText.escaped(title))\n\n"
      + body.map { "| " + $0.map(MarkdownText.escaped).joined(separator: " | ") + " |\n" }.joined()
      + "\n\(MarkdownText.escaped(Self.legend))\n\n"
      + notes.map { "- \(MarkdownText.escaped($0))\n" }.joined()
  }

  /// The table as a section of the page.
  var section: ReportSection {
    let table = TextTable(headings: headings, rows: rows).html(label: title, labels: 3)
    let list =
      notes.isEmpty
      ? HTML.empty : "<ul>\(notes.map { "<li>\($0)</li>" as HTML }.joined())</ul>"
    return ReportSection(
      id: "baseline", title: title,
      content: """
        <p class="note">\(Self.legend)</p>
        \(table)
        \(list)
        """)
  }
}
