import Decisions
import Results
import IIIFBench

/// Errors by server and kind, with one example each.
struct ErrorSection {
  var cells: [CellSummary]

  var html: HTML {
    let groups = ErrorGroup.groups(in: cells)
    guard !groups.isEmpty else {
      return """
        <section id="errors"><h2>Errors</h2><p>None: each answer had the expected status, media \
        type, length and pixel size.</p></section>
        """
    }
    return """
      <section id="errors"><h2>Errors</h2>
      <dl class="errors">\(groups.map(entry).joined(separator: "\n"))</dl></section>
      """
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
