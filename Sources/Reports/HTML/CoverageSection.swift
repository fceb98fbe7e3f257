import Support
import Decisions
import Results
import IIIFBench

/// Which cells were measured.
struct CoverageSection {
  var model: ReportModel

  var section: ReportSection? {
    guard model.cells.contains(where: { $0.state != .measured || $0.errorCount > 0 }) else {
      return nil
    }
    let heads = model.servers.enumerated().map { index, server -> HTML in
      "<th scope=\"col\" data-s=\"\(index)\">\(server)</th>"
    }
    let rows = model.summary.groups.map { group -> HTML in
      let fields = model.servers.indices.map { field(of: $0, in: group) }
      return """
        <tr\(model.filters(group))><th scope="row">\(group.title)</th>\(fields.joined())</tr>
        """
    }
    return ReportSection(
      id: "coverage", title: "Measured cells",
      content: """
        <p class="note">✓ measured without errors · ! measured with errors · – unsupported · ✗ failed. A field shows \
        the worst of all loads.</p>
        <div class="scroll" tabindex="0" role="group" aria-label="Measured cells">
        <table class="coverage"><thead><tr><th scope="col">operation and format</th>\(heads.joined())</tr></thead>
        <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
        \(reasons)
        """)
  }

  private func field(of server: Int, in group: ResultSummary.Group) -> HTML {
    let cells = group.cells.filter { model.server(of: $0) == server }
    let (sign, words, kind): (String, String, String) =
      if cells.isEmpty {
        ("", "not in the study", "unsupported")
      } else if cells.contains(where: { $0.state == .failed }) {
        ("✗", "failed", "failed")
      } else if cells.allSatisfy({ $0.state == .unsupported }) {
        ("–", "unsupported", "unsupported")
      } else if cells.contains(where: { $0.errorCount > 0 }) {
        ("!", "measured with errors", "failed")
      } else {
        ("✓", "measured", "fine")
      }
    return """
      <td class="\(kind)" data-s="\(server)">\(sign)<span class="hide">\(words)</span></td>
      """
  }

  private var reasons: HTML {
    let absent = model.cells.filter { $0.state != .measured }
    let texts = unique(absent.map { $0.reason ?? "no reason was given" })
    let items = texts.map { text -> HTML in
      let cells = absent.filter { ($0.reason ?? "no reason was given") == text }.map(\.cell)
      let subject = Remark(text: text, cells: cells).subject(naming: 2)
      return "<li>\(text) <span class=\"cells\">\(subject)</span></li>"
    }
    return items.isEmpty ? .empty : "<ul>\(items.joined())</ul>"
  }
}
