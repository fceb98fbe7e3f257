import Decisions
import Results
import IIIFBench

/// Errors by server and kind, with the first examples of each.
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
    return "\(head)\(group.examples.map(description).joined())"
  }

  private func description(_ example: ErrorExample) -> HTML {
    let log: HTML =
      example.log.isEmpty
      ? .empty : "<br>the server logged<pre>\(example.log.joined(separator: "\n"))</pre>"
    return """
      <dd><code class="url">\(example.url)</code> (\(example.circumstances))<br>\
      expected \(example.expected)<br>found \(example.found)\(log)</dd>
      """
  }
}
