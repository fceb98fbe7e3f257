import Decisions
import Results
import IIIFBench

/// Errors by server and kind, with one example each.
struct ErrorSection {
  var cells: [CellSummary]

  var section: ReportSection {
    let groups = ErrorGroup.groups(in: cells)
    return ReportSection(
      id: "errors", title: "Errors",
      content: groups.isEmpty
        ? """
        <p>None: each answer had the expected status, media type, length and pixel size.</p>
        """
        : "<dl class=\"errors\">\(groups.map(entry).joined(separator: "\n"))</dl>")
  }

  private func entry(_ group: ErrorGroup) -> HTML {
    let head: HTML = """
      <dt>\(group.server): \(Quantity.count(group.count)) × <code>\(group.kind)</code> in \
      \(group.place)</dt>
      """
    guard let example = group.example else { return head }
    return """
      \(head)
      <dd><code class="url">\(example.url)</code><br>expected \(example.expected)<br>\
      found \(example.found)</dd>
      """
  }
}
