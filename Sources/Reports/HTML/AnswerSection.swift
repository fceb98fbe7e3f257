import Decisions
import IIIFBench
import Statistics

/// What the comparisons show, in words: first the busiest loads, then the others.
struct AnswerSection {
  var model: ReportModel

  var html: HTML {
    let comparisons = model.verdicts.groups
    let busiest = Set(model.summary.groups.flatMap { busiestCells(of: $0) })
    let contested = comparisons.filter(Self.isContested)
    let first = contested.filter { busiest.contains(Key($0)) }
    let others = contested.filter { !busiest.contains(Key($0)) }
    let alone = comparisons.filter { !Self.isContested($0) }
    return """
      <section id="answers"><h2>Answers</h2>
      \(list(first))
      \(rest(others, "at other loads"))
      \(contested.isEmpty ? list(alone) : rest(alone, "of one server alone"))
      \(first.isEmpty ? .empty : note)
      \(scores(comparisons))
      </section>
      """
  }

  private static func isContested(_ comparison: ComparedCells) -> Bool {
    comparison.servers.count > 1 || !comparison.apart.isEmpty
  }

  private struct Key: Hashable {
    var operation: String
    var format: SourceFormat
    var load: Load

    init(_ comparison: ComparedCells) {
      (operation, format, load) = (comparison.operation, comparison.format, comparison.load)
    }

    init(operation: String, format: SourceFormat, load: Load) {
      (self.operation, self.format, self.load) = (operation, format, load)
    }
  }

  private func busiestCells(of group: ResultSummary.Group) -> [Key] {
    let load = group.cells.map(\.cell.load).max { $0.size < $1.size }
    return load.map { [Key(operation: group.operation, format: group.format, load: $0)] } ?? []
  }

  private var note: HTML {
    """
    <p class="note">Figures in parentheses behind a difference are its interval over the blocks; a \
    block is a fresh start of the server. All pairs of servers are judged together: of the \
    differences that the report calls slower or faster, at most \
    \(Quantity.percent(model.verdicts.level))\u{A0}% are expected to be false. Servers are level \
    when their interval lies within 5\u{A0}%. Where neither holds, the pair is not decided, and the \
    interval says what is excluded.</p>
    """
  }

  private func list(_ comparisons: [ComparedCells]) -> HTML {
    guard !comparisons.isEmpty else { return .empty }
    return "<ul class=\"answers\">\(comparisons.map(item).joined(separator: "\n"))</ul>"
  }

  private func rest(_ comparisons: [ComparedCells], _ kind: String) -> HTML {
    guard !comparisons.isEmpty else { return .empty }
    return """
      <details data-print><summary>\(Quantity.counted(comparisons.count, "answer")) \(kind)\
      </summary>\(list(comparisons))</details>
      """
  }

  private func item(_ comparison: ComparedCells) -> HTML {
    let answer = Answer(comparison: comparison)
    let filters = model.filters(
      operation: comparison.operation, format: comparison.format, load: comparison.load)
    let sentence = answer.sentence.replacing(" %", with: "\u{A0}%")
    return "<li\(filters)><b>\(answer.subject)</b>: \(sentence)</li>"
  }

  /// How the comparisons of each server ended; nothing with a single server.
  private func scores(_ comparisons: [ComparedCells]) -> HTML {
    guard model.servers.count > 1 else { return .empty }
    let scores = Scoreboard(comparisons)
    let rows = model.servers.enumerated().map { index, server -> HTML in
      let score = scores.score(of: server)
      let counts = [
        score.best, score.behind, score.open, score.apart, score.alone, score.absent,
      ]
      return """
        <tr data-s="\(index)"><th scope="row">\(server)</th>\
        \(counts.map { "<td>\($0)</td>" as HTML }.joined())</tr>
        """
    }
    return """
      <p>\(Quantity.counted(comparisons.count, "comparison")) of an operation on a format at a load, \
      by their outcome for a server:</p>
      <div class="scroll" tabindex="0" role="group" aria-label="Comparisons by server">
      <table class="scores"><thead><tr><th scope="col">server</th>\
      <th scope="col">nobody is faster</th><th scope="col">behind</th><th scope="col">open</th>\
      <th scope="col">set apart</th><th scope="col">alone</th>\
      <th scope="col">without figures</th></tr></thead>\
      <tbody>\(rows.joined())</tbody></table></div>
      """
  }
}
