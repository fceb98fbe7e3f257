import IIIFBench

/// The table of all cells, a part for each operation and source format.
struct ResultTable {
  var summary: ResultSummary

  var html: HTML {
    let parts = summary.groups.map { group -> HTML in
      let rows = group.cells.map(row).joined(separator: "\n")
      return """
        <tbody>
        <tr class="group"><th colspan="14" scope="rowgroup">\(group.title)</th></tr>
        \(rows)
        </tbody>
        """
    }
    return """
      <section id="figures"><h2>All figures</h2>
      <p class="note">Throughput is the median over the blocks, with the smallest and the largest \
      block; percentiles are of the response times of all blocks together. Times in ms.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="All figures">
      <table class="figures">
      <thead><tr><th scope="col">load</th><th scope="col">server</th>\(headings)</tr></thead>
      \(parts.joined(separator: "\n"))
      </table></div></section>
      """
  }

  private static let titles = [
    "requests/s", "min", "max", "p50", "p95", "p99", "first byte", "answers", "errors", "kB",
    "CPU ms", "peak MB",
  ]

  private var headings: HTML {
    Self.titles.map { "<th scope=\"col\" class=\"n\">\($0)</th>" }.joined()
  }

  private func row(_ cell: CellSummary) -> HTML {
    let (server, load) = (cell.cell.serverLabel, cell.cell.load.label)
    let figures: HTML =
      cell.state == .measured
      ? texts(of: cell).map { "<td class=\"n\">\($0)</td>" }.joined()
      : """
      <td colspan="12" class="\(cell.state.rawValue)">\(cell.state.rawValue): \
      \(cell.reason ?? "no reason was given")</td>
      """
    return "<tr><td>\(load)</td><th scope=\"row\">\(server)</th>\(figures)</tr>"
  }

  private func texts(of cell: CellSummary) -> [String] {
    let none = Quantity.none
    let milliseconds = { (time: UInt64?) in
      time.map { Quantity.milliseconds(Double($0)) } ?? none
    }
    return [
      cell.throughput.map { Quantity.number($0.median) } ?? none,
      cell.throughput.map { Quantity.number($0.lowest) } ?? none,
      cell.throughput.map { Quantity.number($0.highest) } ?? none,
      milliseconds(cell.responseTime?.p50), milliseconds(cell.responseTime?.p95),
      milliseconds(cell.responseTime?.p99), milliseconds(cell.timeToFirstByte?.p50),
      Quantity.count(cell.requests), Quantity.count(cell.errorCount),
      cell.meanBytes.map { Quantity.number($0 / 1000) } ?? none,
      cell.cpuSecondsPerRequest.map { Quantity.number($0 * 1000) } ?? none,
      cell.peakMemory.map { Quantity.number(Double($0) / 1e6) } ?? none,
    ]
  }
}
