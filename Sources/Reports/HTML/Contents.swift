/// Links to the sections of the report.
struct Contents {
  var sections: [HTML]

  var html: HTML {
    let links = sections.compactMap { section -> HTML? in
      guard let match = section.markup.firstMatch(of: /<section id="([a-z]+)"[^>]*><h2>([^<]+)</)
      else { return nil }
      return "<a href=\"#\(String(match.output.1))\">\(HTML(trusted: String(match.output.2)))</a>"
    }
    return "<nav aria-label=\"Contents\">\(links.joined(separator: "\n"))</nav>"
  }
}
