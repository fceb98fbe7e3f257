import Decisions
import IIIFBench

/// The answers: a sentence and grids per load, then what is open or not compared.
struct AnswerSection {
  var model: ReportModel

  var section: ReportSection {
    let overview = model.overview
    let unsupported = overview.unsupported.map { "<p>Not supported: \($0).</p>" as HTML }
    let lists = [
      list("Not compared", overview.exceptions), list("Open comparisons", overview.open),
      list("CPU time at the same speed", overview.cpu),
    ]
    return ReportSection(
      id: "answers", title: "Answers",
      content: """
        \(overview.loads.map(load).joined(separator: "\n"))
        \(unsupported ?? .empty)
        \(lists.joined(separator: "\n"))
        \(sentences)
        \(note)
        """)
  }

  private func load(_ load: LoadOverview) -> HTML {
    let grids = [load.servers, load.formats].compactMap(\.self)
    let legend = grids.first.map { "<p class=\"note\">\(Self.text($0.legend))</p>" as HTML }
    return """
      <p class="lead">\(Self.text(load.sentence))</p>
      <div class="overviews">\(grids.map(table).joined(separator: "\n"))</div>\(legend ?? .empty)
      """
  }

  private func table(_ grid: ComparisonGrid) -> HTML {
    let heads = ([grid.corner] + grid.columns).map { "<th scope=\"col\">\($0)</th>" as HTML }
    let rows = grid.rows.map { row -> HTML in
      let fields = row.fields.map { field in
        field.map { self.field($0, in: grid) } ?? "<td class=\"unsupported\">\(Quantity.none)</td>"
      }
      return "<tr><th scope=\"row\">\(row.name)</th>\(fields.joined())</tr>"
    }
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="\(grid.title)">
      <table class="overview"><caption>\(grid.title)</caption><thead><tr>\(heads.joined())</tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      """
  }

  private func field(_ field: ComparisonGrid.Field, in grid: ComparisonGrid) -> HTML {
    let lines = grid.lines(of: field).map(Self.text)
    let shade = field.next.map { "shade\($0.shade.rawValue)" } ?? "shade"
    let head: HTML = "<b>\(lines.first ?? "")</b>\(field.isMarked ? AuditSection.mark : .empty)"
    let rest = lines.dropFirst().map { "<br>\($0)" as HTML }
    return "<td class=\"\(shade)\">\(head)\(rest.joined())</td>"
  }

  private func list(_ title: String, _ sentences: [String]) -> HTML {
    guard !sentences.isEmpty else { return .empty }
    let items = sentences.map { "<li>\(Self.text($0))</li>" as HTML }
    return """
      <details data-print\(sentences.count < 4 ? " open" as HTML : .empty)>\
      <summary>\(title) (\(sentences.count))</summary><ul>\(items.joined())</ul></details>
      """
  }

  /// All comparisons in sentences, where grids have shown them in short.
  private var sentences: HTML {
    let loads = Set(model.overview.loads.filter { $0.servers != nil }.map(\.load))
    let comparisons = model.verdicts.groups.filter { loads.contains($0.load) }
    guard !comparisons.isEmpty else { return .empty }
    let items = comparisons.map { comparison -> HTML in
      let answer = Answer(comparison: comparison)
      let filters = model.filters(
        operation: comparison.operation, format: comparison.format, load: comparison.load)
      return "<li\(filters)><b>\(answer.subject)</b>: \(Self.text(answer.sentence))</li>"
    }
    return """
      <details data-print><summary>All comparisons in sentences (\(comparisons.count))</summary>\
      <ul class="answers">\(items.joined(separator: "\n"))</ul></details>
      """
  }

  private var note: HTML {
    guard model.verdicts.groups.contains(where: { !$0.pairs.isEmpty }) else { return .empty }
    return """
      <p class="note">Figures in parentheses after a distance are its interval over the blocks; a \
      block is a fresh start of the server. All pairs of servers are decided together: at most \
      \(Quantity.percent(model.verdicts.level))\u{A0}% of the reported differences are expected to \
      be false. Servers are level if their interval is within \
      \(Self.text(RatioText.margin(model.verdicts.margin))). Other pairs are open, and \
      their interval shows what is excluded.</p>
      """
  }

  /// A text whose percentages do not wrap.
  private static func text(_ text: String) -> String { text.replacing(" %", with: "\u{A0}%") }
}
