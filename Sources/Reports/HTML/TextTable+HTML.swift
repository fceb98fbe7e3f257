extension TextTable {
  /// The table as markup that scrolls on narrow screens; the first columns are headings of their rows.
  ///
  /// - Parameters:
  ///   - label: The description for screen readers.
  ///   - labels: The number of columns that name a row.
  func html(label: String, labels: Int) -> HTML {
    let head = headings.map { "<th scope=\"col\">\($0)</th>" as HTML }
    let body = rows.map { row -> HTML in
      let names = row.prefix(labels).map { "<th scope=\"row\">\($0)</th>" as HTML }
      let fields = row.dropFirst(labels).map { "<td>\($0)</td>" as HTML }
      return "<tr>\(names.joined())\(fields.joined())</tr>"
    }
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="\(label)">
      <table><thead><tr>\(head.joined())</tr></thead>
      <tbody>\(body.joined(separator: "\n"))</tbody></table></div>
      """
  }
}
