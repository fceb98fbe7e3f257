public import IIIFBench

/// The result as one self-contained HTML file, which needs no network.
public struct HTMLReport: Sendable {
  private let result: BenchmarkResult

  /// Prepares the report of a result.
  public init(_ result: BenchmarkResult) { self.result = result }

  /// The file's text.
  public var text: String {
    let model = ReportModel(result)
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
      \(head)
      <main>
      \(sections(model).joined(separator: "\n"))
      </main>
      <div id="tip" role="status" hidden></div>
      <script type="application/json" id="data">\(ReportData(model: model).json)</script>
      <script>\(HTML(trusted: ReportScript.javaScript))</script>
      </body>
      </html>

      """
    return document.markup
  }

  private var head: HTML {
    """
    <header>
    <p class="kicker">iiif-bench · \(result.study.name)</p>
    <h1>\(result.study.question)</h1>
    <p>\(RunSentence.text(result))</p>
    </header>
    """
  }

  private func sections(_ model: ReportModel) -> [HTML] {
    [
      ThresholdSection(thresholds: model.thresholds).html, AnswerSection(model: model).html,
      CautionSection(model: model).html, FilterBar(model: model).html,
      FigureTable(model: model).html, LoadSection(model: model).html,
      StripSection.formats(model)?.html ?? .empty, PercentileSection(model: model).html,
      StripSection.phases(model).html, TimelineSection(model: model).html,
      StripSection.resources(model).html, CoverageSection(model: model).html,
      ErrorSection(cells: model.cells).html, ServerSection(servers: result.servers).html,
      ProvenanceSection(result: result).html,
    ]
  }
}
