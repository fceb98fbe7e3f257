/// A section of the report.
struct ReportSection {
  /// The anchor of the section.
  var id: String
  /// The heading.
  var title: String
  /// Whether the section warns of something.
  var isWarning = false
  /// The content below the heading.
  var content: HTML

  var html: HTML {
    """
    <section id="\(id)"\(isWarning ? " class=\"warnings\"" as HTML : .empty)><h2>\(title)</h2>
    \(content)
    </section>
    """
  }
}
