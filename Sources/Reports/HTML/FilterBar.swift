import Decisions
import IIIFBench

/// The filters, which also are the legend of the servers' colours.
struct FilterBar {
  var model: ReportModel

  var html: HTML {
    """
    <form id="filters" aria-label="Filters">
    \(fieldset("s", "servers", model.servers.enumerated().map {
      (SeriesMark(index: $0.offset).swatch, $0.element)
    }))
    \(plain("o", "operations", model.operations))
    \(plain("f", "formats", model.formats.map(\.name)))
    \(plain("l", "loads", model.loads.map(\.label)))
    <p class="buttons"><button type="button" id="reset">Show all</button>
    <button type="button" data-all="csv">All figures as CSV</button>
    <button type="button" data-all="json">as JSON</button></p>
    </form>
    """
  }

  private func plain(_ key: String, _ title: String, _ names: [String]) -> HTML {
    names.count > 1 ? fieldset(key, title, names.map { (.empty, $0) }) : .empty
  }

  private func fieldset(_ key: String, _ title: String, _ options: [(HTML, String)]) -> HTML {
    let labels = options.enumerated().map { index, option -> HTML in
      """
      <label><input type="checkbox" name="\(key)" value="\(index)" checked>\(option.0)\
      \(option.1)</label>
      """
    }
    return "<fieldset><legend>\(title)</legend>\(labels.joined(separator: " "))</fieldset>"
  }
}
