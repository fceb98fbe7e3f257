import Decisions
import IIIFBench
import Results

/// The caches that are measured on purpose.
struct CacheSection {
  var model: ReportModel

  /// The table of hits; nil without such a cache.
  var section: ReportSection? {
    let cells = model.cells.filter { $0.cache != nil }
    guard !cells.isEmpty else { return nil }
    let titles = [
      "server", "operation", "format", "load", "hits", "known by", "warm/s", "hit ms", "miss ms",
      "cold/s", "cold hits", "cold miss ms", "requests", "pictures",
    ].map { "<th scope=\"col\">\($0)</th>" as HTML }
    return ReportSection(
      id: "caches", title: "Caches",
      content: """
        <p class="note">The caches of these servers are measured on purpose. They are compared only \
        with each other. Warm is the measured window; cold are the first requests of the operation \
        after a start. Times are medians.</p>
        <div class="scroll" tabindex="0" role="group" aria-label="Caches">
        <table class="figures"><thead><tr>\(titles.joined())</tr></thead><tbody>
        \(cells.map(row).joined(separator: "\n"))
        </tbody></table></div>
        """)
  }

  private func row(_ cell: CellSummary) -> HTML {
    guard let cache = cell.cache else { return .empty }
    let recognition =
      switch cache.recognition {
      case .field(let name): name
      case .time: "time"
      }
    let texts = [
      cell.cell.operation, cell.cell.format.name, cell.cell.load.label,
      CacheWords.ratio(cache.warm), recognition, Quantity.number(cache.warm.answersPerSecond),
      milliseconds(cache.warm.hitTime), milliseconds(cache.warm.missTime),
      cache.cold.map { Quantity.number($0.answersPerSecond) } ?? Quantity.none,
      cache.cold.map(CacheWords.ratio) ?? Quantity.none, milliseconds(cache.cold?.missTime),
      Quantity.count(cache.distinctRequests), Quantity.count(cache.pictures),
    ]
    let fields = texts.map { "<td>\($0)</td>" as HTML }
    let filters = model.filters(
      operation: cell.cell.operation, format: cell.cell.format, load: cell.cell.load)
    return """
      <tr data-s="\(model.server(of: cell))"\(filters)><th scope="row">\(cell.cell.serverLabel)</th>\
      \(fields.joined())</tr>
      """
  }

  private func milliseconds(_ figures: LatencyFigures?) -> String {
    figures.map { Quantity.milliseconds(Double($0.p50)) } ?? Quantity.none
  }
}
