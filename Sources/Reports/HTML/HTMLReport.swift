import Decisions
import IIIFBench
package import Measuring
package import Results

/// The result as one self-contained HTML file.
package struct HTMLReport: Sendable {
  private let result: BenchmarkResult
  private let compliance: ComplianceReport?
  private let variants: VariantTable?

  /// Prepares the report of a result, optionally with a check of its servers and with a table of
  /// variants.
  package init(
    _ result: BenchmarkResult, compliance: ComplianceReport? = nil, variants: VariantTable? = nil
  ) {
    self.result = result.visible
    self.compliance = compliance?.visible
    self.variants = variants
  }

  /// The file's text.
  package var text: String {
    let model = ReportModel(result)
    let (first, others) = (summaries(model), details(model))
    let document: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
      <title>\(model.overview.heading) – iiif-bench</title>
      <link rel="icon" href="data:,">
      <style>\(HTML(trusted: ReportStyle.css))</style>
      </head>
      <body>
      \(SeriesMark.definitions)
      \(head(model))
      <main>
      \(first.map(\.html).joined(separator: "\n"))
      \(Contents(sections: first + others).html)
      \(FilterBar(model: model).html)
      \(others.map(\.html).joined(separator: "\n"))
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
      <h1>\(model.overview.heading)</h1>
      <p>\(RunSentence.text(result))</p>
      \(certainty.joined(separator: "\n"))
      </header>
      """
  }

  private func summaries(_ model: ReportModel) -> [ReportSection] {
    [
      CapacityTable(result)?.section, AnswerSection(model: model).section, variants?.section,
      ThresholdSection(thresholds: model.thresholds).section,
      CautionSection(model: model).section,
    ].compactMap(\.self)
  }

  private func details(_ model: ReportModel) -> [ReportSection] {
    [
      StripSection.operations(model).section, LoadSection(model: model).section,
      StripSection.variants(model)?.section, StripSection.formats(model)?.section,
      FigureTable(model: model).section, CacheSection(model: model).section,
      PartSection(model: model).section,
      PercentileSection(model: model).section,
      StripSection.phases(model).section, TimelineSection(model: model).section,
      StripSection.resources(model).section, CoverageSection(model: model).section,
      ErrorSection(cells: model.cells).section, AuditSection(model: model).section,
      compliance.flatMap { ComplianceSection(report: $0).section },
      ServerSection(result: result).section, ProvenanceSection(result: result).section,
    ].compactMap(\.self)
  }
}
