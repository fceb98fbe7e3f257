/// The look of a server in all charts: a colour and a shape of its own.
///
/// Beyond the palette colours repeat, with a dash and another shape.
struct SeriesMark {
  /// The number of colours of the palette, `--c0` and on in the style sheet.
  static let colours = 12

  /// The index of the server.
  var index: Int

  /// The classes for the colour, and for the dash beyond the palette.
  var classes: String { "c\(index % Self.colours)" + (index >= Self.colours ? " far" : "") }

  /// The shape at a point of a drawing; `cell` is the number of the point's cell.
  func shape(x: Double, y: Double, cell: Int?) -> HTML {
    let (left, top) = (Coordinate.text(x), Coordinate.text(y))
    let number: HTML = cell.map { " data-c=\"\($0)\"" } ?? .empty
    return "<use href=\"#m\(shapeIndex)\" x=\"\(left)\" y=\"\(top)\"\(number)/>"
  }

  /// The shape alone, for rows of tables.
  var key: HTML {
    "<svg class=\"mk \(classes)\"><use href=\"#m\(shapeIndex)\"/></svg>"
  }

  /// A line with the shape, for legends.
  var swatch: HTML {
    """
    <svg class="swatch \(classes)" viewBox="0 0 24 12" aria-hidden="true">\
    <path class="l" d="M1 6H23"/>\(shape(x: 12, y: 6, cell: nil))</svg>
    """
  }

  private var shapeIndex: Int { (index + index / Self.colours) % Self.shapes.count }

  /// The shapes, once per document.
  static var definitions: HTML {
    let paths = shapes.enumerated().map { "<path id=\"m\($0)\" d=\"\($1)\"/>" as HTML }
    return """
      <svg width="0" height="0" class="hide" aria-hidden="true"><defs>\(paths.joined())</defs></svg>
      """
  }

  /// Circle, square, triangles, diamond, plus, cross, ring, frame, star, hourglass and bar.
  private static let shapes = [
    "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0", "M-3-3h6v6h-6z", "M0-4l4 7h-8z",
    "M0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z", "M-1-4h2v3h3v2h-3v3h-2v-3h-3v-2h3z", "M0 4l-4-7h8z",
    "M-4-2.6L-2.6-4L0-1.4L2.6-4L4-2.6L1.4 0L4 2.6L2.6 4L0 1.4L-2.6 4L-4 2.6L-1.4 0z",
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M-2 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0",
    "M-3.5-3.5h7v7h-7zM-1.7-1.7v3.4h3.4v-3.4z",
    "M0-4.5L1.2-1.4L4.3-1.4L1.8.6L2.7 3.8L0 2L-2.7 3.8L-1.8.6L-4.3-1.4L-1.2-1.4z",
    "M-3.5-4h7L-3.5 4h7z", "M-1.6-4.5h3.2v9h-3.2z",
  ]
}
