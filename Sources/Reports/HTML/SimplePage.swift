/// A page without scripts and filters: a heading, notes and sections.
struct SimplePage {
  /// The title of the page.
  var title: String
  /// The kind of page, above the title.
  var kicker: String
  /// Sentences below the title.
  var notes: [String]
  /// The sections.
  var sections: [ReportSection]

  /// The file's text.
  var text: String {
    let document: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; img-src data:">
      <title>\(title) – iiif-bench</title>
      <link rel="icon" href="data:,">
      <style>\(HTML(trusted: ReportStyle.css))</style>
      </head>
      <body>
      \(SeriesMark.definitions)
      <header>
      <p class="kicker">\(kicker)</p>
      <h1>\(title)</h1>
      \(notes.map { "<p>\($0)</p>" as HTML }.joined(separator: "\n"))
      </header>
      <main>
      \(sections.map(\.html).joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
    return document.markup
  }
}
