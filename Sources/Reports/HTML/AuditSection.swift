import Decisions
import IIIFBench

/// The encodings of answers and their differences.
struct AuditSection {
  var model: ReportModel

  /// Marks a server whose work differs.
  static let mark: HTML = """
    <span class="odd" aria-hidden="true">≠</span><span class="hide">(different work)</span>
    """

  var section: ReportSection? {
    guard !model.audit.groups.isEmpty else { return nil }
    let aspects = WorkAspect.allCases.filter { aspect in
      model.audit.groups.contains { $0.answers.contains { $0.text(of: aspect) != nil } }
    }
    let titles = aspects.map { "<th scope=\"col\">\($0.title)</th>" as HTML }
    let parts = model.audit.groups.map { part($0, aspects) }
    return ReportSection(
      id: "audit", title: "Encodings of answers",
      content: """
        \(findings)
        <details data-print><summary>The encodings of each server</summary>
        <div class="scroll" tabindex="0" role="group" aria-label="Encodings of answers">
        <table class="audit"><thead><tr><th scope="col">server</th>\(titles.joined())\
        <th scope="col">inspected</th></tr></thead>
        \(parts.joined(separator: "\n"))
        </table></div></details>
        """)
  }

  /// The differences in sentences with their operations and formats.
  private var findings: HTML {
    let findings = model.audit.findings
    guard !findings.isEmpty else {
      return "<p>The inspected answers of all servers have the same encodings.</p>"
    }
    let items = findings.map { finding -> HTML in
      let subject =
        "\(Quantity.counted(finding.subjects.count, "combination")) of operation and format"
      let place = finding.subjects.count > 3 ? subject : finding.subjects.joined(separator: "; ")
      return "<li>\(finding.sentence) <span class=\"cells\">\(place)</span></li>"
    }
    return "<ul>\(items.joined())</ul>"
  }

  private func part(_ group: EquivalenceAudit.Group, _ aspects: [WorkAspect]) -> HTML {
    let rows = group.answers.map { answers -> HTML in
      let fields = aspects.map { aspect -> HTML in
        let isOdd = group.differences.contains {
          $0.aspect == aspect && $0.odd.contains(answers.server)
        }
        let text = answers.text(of: aspect) ?? Quantity.none
        return isOdd ? "<td class=\"bad\">\(text)" : "<td>\(text)"
      }
      let server = model.servers.firstIndex(of: answers.server) ?? 0
      return """
        <tr data-s="\(server)"><th scope="row">\(answers.server)\(fields.joined())\
        <td>\(Quantity.count(answers.observed))
        """
    }
    let filters = model.filters(operation: group.operation, format: group.format, load: nil)
    return """
      <tbody\(filters)><tr class="axis"><th colspan="\(aspects.count + 2)" scope="rowgroup">\
      \(group.subject)
      \(rows.joined(separator: "\n"))</tbody>
      """
  }
}
