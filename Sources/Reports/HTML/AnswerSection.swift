import Decisions
import IIIFBench
import Statistics

/// What the comparisons show, in words: first the busiest loads, then the others.
struct AnswerSection {
  var model: ReportModel

  var html: HTML {
    let comparisons = Comparison.comparisons(in: model.summary)
    let busiest = Set(model.summary.groups.flatMap { busiestCells(of: $0) })
    let contested = comparisons.filter { !$0.rivals.isEmpty }
    let first = contested.filter { busiest.contains(Key($0)) }
    let others = contested.filter { !busiest.contains(Key($0)) }
    let alone = comparisons.filter(\.rivals.isEmpty)
    return """
      <section id="answers"><h2>Answers</h2>
      \(list(first))
      \(rest(others, "at other loads"))
      \(contested.isEmpty ? list(alone) : rest(alone, "without a rival"))
      \(first.isEmpty ? .empty : note)
      \(scores(comparisons))
      </section>
      """
  }

  private struct Key: Hashable {
    var operation: String
    var format: SourceFormat
    var load: Load

    init(_ comparison: Comparison) {
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
    <p class="note">Figures in parentheses behind a difference are its 95\u{A0}% interval over the \
    blocks; a block is a fresh start of the server. Servers are called level when that interval \
    lies within 5\u{A0}%; where the blocks do not separate them, nothing is claimed.</p>
    """
  }

  private func list(_ comparisons: [Comparison]) -> HTML {
    guard !comparisons.isEmpty else { return .empty }
    return "<ul class=\"answers\">\(comparisons.map(item).joined(separator: "\n"))</ul>"
  }

  private func rest(_ comparisons: [Comparison], _ kind: String) -> HTML {
    guard !comparisons.isEmpty else { return .empty }
    return """
      <details data-print><summary>\(Quantity.counted(comparisons.count, "answer")) \(kind)\
      </summary>\(list(comparisons))</details>
      """
  }

  private func item(_ comparison: Comparison) -> HTML {
    let answer = Answer(comparison: comparison)
    let filters = model.filters(
      operation: comparison.operation, format: comparison.format, load: comparison.load)
    let sentence = answer.sentence.replacing(" %", with: "\u{A0}%")
    return "<li\(filters)><b>\(answer.subject)</b>: \(sentence)</li>"
  }

  /// How often each server is ahead, level, behind or undecided; nothing with a single server.
  private func scores(_ comparisons: [Comparison]) -> HTML {
    guard model.servers.count > 1 else { return .empty }
    let scores = Scoreboard(comparisons)
    let rows = model.servers.enumerated().map { index, server -> HTML in
      let score = scores.score(of: server)
      let counts = [
        score.ahead, score.level, score.behind, score.undecided, score.alone, score.absent,
      ]
      return """
        <tr data-s="\(index)"><th scope="row">\(server)</th>\
        \(counts.map { "<td>\($0)</td>" as HTML }.joined())</tr>
        """
    }
    return """
      <p>In \(Quantity.counted(comparisons.count, "comparison")) of an operation on a format at a \
      load, a server is</p>
      <div class="scroll" tabindex="0" role="group" aria-label="Comparisons by server">
      <table class="scores"><thead><tr><th scope="col">server</th>\
      <th scope="col">ahead</th><th scope="col">level with the best</th><th scope="col">slower</th>\
      <th scope="col">not told apart</th><th scope="col">without a rival</th><th scope="col">without figures</th></tr></thead>\
      <tbody>\(rows.joined())</tbody></table></div>
      """
  }
}
