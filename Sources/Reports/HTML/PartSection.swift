import Support
import Decisions
import Results
import IIIFBench

/// Figures of the parts of operations, such as the views of a viewer.
struct PartSection {
  var model: ReportModel

  var section: ReportSection? {
    let groups = model.summary.groups.compactMap(part)
    guard !groups.isEmpty else { return nil }
    return ReportSection(
      id: "parts", title: "Parts of operations",
      content: """
        <p class="note">Response times of the requests of a part, and the time of the whole part from \
        when it was due to the last byte of its last answer; over all blocks, in ms. \
        \(PercentileText.mark) \(PercentileText.note)</p>
        <div class="scroll" tabindex="0" role="group" aria-label="Parts of operations">
        <table class="parts"><thead><tr><th scope="col">server and load</th><th scope="col">part</th>\
        <th scope="col">p50</th><th scope="col">p95</th><th scope="col">p99</th>\
        <th scope="col">whole, p50</th><th scope="col">whole, p95</th><th scope="col">requests</th>\
        </tr></thead>
        \(groups.joined(separator: "\n"))
        </table></div>
        """)
  }

  private func part(_ group: ResultSummary.Group) -> HTML? {
    let rows = group.cells.flatMap(rows)
    guard !rows.isEmpty else { return nil }
    return """
      <tbody><tr class="axis"><th colspan="8" scope="rowgroup">\(group.title)
      \(rows.joined(separator: "\n"))</tbody>
      """
  }

  private func rows(of cell: CellSummary) -> [HTML] {
    let parts = cell.blocks.flatMap(\.parts)
    return unique(parts.map(\.name)).map { name in
      let mine = parts.filter { $0.name == name }
      let (times, whole) = (mine.compactMap(\.responseTime), mine.compactMap(\.time))
      let texts =
        PercentileText.Percentile.allCases.map { PercentileText.text(of: times, $0) }
        + [PercentileText.text(of: whole, .p50), PercentileText.text(of: whole, .p95)]
        + [Quantity.count(times.reduce(0) { $0 + Int($1.count) })]
      return """
        <tr data-c="\(model.number(of: cell))"><th scope="row">\(cell.cell.serverLabel), \
        \(cell.cell.load.label)<td>\(name)\(texts.map { "<td>\($0)" as HTML }.joined())
        """
    }
  }
}
