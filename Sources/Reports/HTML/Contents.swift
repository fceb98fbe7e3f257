/// Links to the sections of the report.
struct Contents {
  var sections: [ReportSection]

  var html: HTML {
    let links = sections.map { "<a href=\"#\($0.id)\">\($0.title)</a>" as HTML }
    return "<nav aria-label=\"Contents\">\(links.joined(separator: "\n"))</nav>"
  }
}
