import Decisions
package import Measuring
package import Results
import IIIFBench

/// The result as one self-contained HTML file, which needs no network.
package struct HTMLReport: Sendable {
  private let result: BenchmarkResult
  private let compliance: ComplianceReport?

  /// Prepares the report of a result, and of a check of its servers where there was one.
  package init(_ result: BenchmarkResult, compliance: ComplianceReport? = nil) {
    self.result = result
    self.compliance = compliance
  }

  /// The file's text.
  package var text: String {
    let model = ReportModel(result)
    let sections = sections(model).filter { !$0.markup.isEmpty }
    let document: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
      <title>\(result.study.name) – iiif-bench</title>
      <link rel="icon" href="data:,">
      <style>\(HTML(trusted: ReportStyle.css))</style>
      </head>
      <body>
      \(SeriesMark.definitions)
      \(head(model))
      \(Contents(sections: sections).html)
      <main>
      \(sections.joined(separator: "\n"))
      </main>
      <div id="tip" role="status" hidden></div>
      <script type="application/json" id="data">\(ReportData(model: model).json)</script>
      <script>\(HTML(trusted: ReportScript.javaScript))</script>
      </body>
      </html>

      """
    return document.markup
  }

  private func head(_ model: ReportModel) -> HTML {
    let certainty = RunSentence.certainty(result, model.verdicts)
      .map { $0.replacing(" %", with: "\u{A0}%") }.map { "<p>\($0)</p>" as HTML }
    return """
      <header>
      <p class="kicker">iiif-bench · \(result.study.name)</p>
      <h1>\(result.study.question)</h1>
      <p>\(RunSentence.text(result))</p>
      \(certainty.joined(separator: "\n"))
      </header>
      """
  }

  private func sections(_ model: ReportModel) -> [HTML] {
    [
      AnswerSection(model: model).html, ThresholdSection(thresholds: model.thresholds).html,
      CautionSection(model: model).html, FilterBar(model: model).html,
      StripSection.operations(model).html, LoadSection(model: model).html,
      StripSection.variants(model)?.html ?? .empty, StripSection.formats(model)?.html ?? .empty,
      FigureTable(model: model).html, PartSection(model: model).html,
      PercentileSection(model: model).html,
      StripSection.phases(model).html, TimelineSection(model: model).html,
      StripSection.resources(model).html, CoverageSection(model: model).html,
      ErrorSection(cells: model.cells).html, AuditSection(model: model).html,
      compliance.map { ComplianceSection(report: $0).html } ?? .empty,
      ServerSection(result: result).html, ProvenanceSection(result: result).html,
    ]
  }
}
