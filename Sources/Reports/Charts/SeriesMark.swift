/// The look of a server in all charts: a colour of the palette, a shape, and a dash beyond the
/// palette's end, so that colour is never the only difference.
struct SeriesMark {
  /// Colours of the palette, `--c0` and on in the style sheet.
  static let colours = 8

  /// The server's place among the servers of the result.
  var index: Int

  /// The class that sets its colour and, for the ninth server and on, a dash.
  var classes: String { "c\(index % Self.colours)" + (index >= Self.colours ? " far" : "") }

  /// Its shape around a point of a drawing, of the ``definitions``; `cell` is the number of the cell
  /// that the point stands for.
  func shape(x: Double, y: Double, cell: Int?) -> HTML {
    let (left, top) = (Coordinate.text(x), Coordinate.text(y))
    let number: HTML = cell.map { " data-c=\"\($0)\"" } ?? .empty
    return "<use href=\"#m\(index % Self.shapes.count)\" x=\"\(left)\" y=\"\(top)\"\(number)/>"
  }

  /// The shapes, to stand once in the document.
  static var definitions: HTML {
    let paths = shapes.enumerated().map { "<path id=\"m\($0)\" d=\"\($1)\"/>" as HTML }
    return """
      <svg width="0" height="0" class="hide" aria-hidden="true"><defs>\(paths.joined())</defs></svg>
      """
  }

  private static let shapes = [
    "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0", "M-3-3h6v6h-6z", "M0-4l4 7h-8z",
    "M0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z", "M-1-4h2v3h3v2h-3v3h-2v-3h-3v-2h3z",
  ]
}
