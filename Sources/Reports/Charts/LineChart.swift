/// A panel with lines: figures over load, over percentiles, or over time.
struct LineChart {
  /// A point of a line with its interval.
  struct Point {
    var x: Double
    var y: Double
    var interval: ClosedRange<Double>?
    /// The number of the cell of the point.
    var cell: Int?
  }

  /// The line of a server.
  struct Line {
    /// The index of the server.
    var server: Int
    var points: [Point]
    /// The number of the cell of the line.
    var cell: Int?
    /// Whether the line is thin, beside a main line.
    var isSecondary = false
  }

  /// The description for screen readers.
  var label: String
  /// The figure and unit of the vertical axis.
  var yTitle: String
  /// The figure of the horizontal axis.
  var xTitle: String
  var x: Scale
  var xLabels: [String]
  var y: Scale
  var lines: [Line]
  /// A range of the horizontal axis that is not part of the figures.
  var shaded: ClosedRange<Double>?
  /// What a tool tip shows for a point.
  var reading = Reading.cell

  /// The meaning of a point.
  enum Reading: String {
    /// A cell; these points have marks.
    case cell
    /// A share of answers, on an axis of nines.
    case percentile
    /// A second.
    case second
  }

  private var isMarked: Bool { reading == .cell }
  private var isLogarithmic: Bool { y.kind == .logarithmic }

  private static let width = 380.0
  private static let halfCharacter = 3.3
  private static let (left, right, top, bottom) = (46.0, 368.0, 20.0, 188.0)

  /// The vertical axis for lines and their intervals.
  static func axis(of lines: [Line]) -> Scale {
    let points = lines.flatMap(\.points)
    let scale = Scale.fitting(points.map(\.y))
    if scale.kind == .logarithmic { return scale }
    // An interval of few blocks can be far wider than all figures.
    return .fromZero(to: points.map { min($0.interval?.upperBound ?? $0.y, 2 * $0.y) }.max() ?? 0)
  }

  var svg: HTML {
    """
    <svg class="panel" viewBox="0 0 380 226" role="img" aria-label="\(label)"\(axes)>\(shade)\(grid)\
    \(lines.map(draw).joined())</svg>
    """
  }

  /// The ends of the axes, from which the tool tip reads values; the horizontal axis begins at zero.
  private var axes: HTML {
    guard !isMarked else { return .empty }
    let box = [Self.left, Self.right, Self.bottom, Self.top].map(Coordinate.text)
    let ends = [String(x.upper), String(y.lower), String(y.upper)]
    return """
       data-reading="\(reading.rawValue)" data-unit="\(yTitle)"\(isLogarithmic ? " data-log" : "") \
      data-box="\((box + ends).joined(separator: " "))"
      """
  }

  private var shade: HTML {
    guard let shaded else { return .empty }
    let (start, end) = (place(x: shaded.lowerBound), place(x: shaded.upperBound))
    let height = Coordinate.text(Self.bottom - Self.top)
    return """
      <rect class="warm" x="\(Coordinate.text(start))" y="\(Coordinate.text(Self.top))" \
      width="\(Coordinate.text(end - start))" height="\(height)"/>
      """
  }

  private var grid: HTML {
    let (left, right) = (Coordinate.text(Self.left), Coordinate.text(Self.right))
    let lines = y.ticks.map { "M\(left) \(Coordinate.text(place(y: $0)))H\(right)" }.joined()
    let names = y.ticks.map { tick -> HTML in
      let height = Coordinate.text(place(y: tick) + 4)
      return "<text x=\"42\" y=\"\(height)\" text-anchor=\"end\">\(Quantity.tick(tick))</text>"
    }
    let feet = zip(x.ticks, xLabels).filter { !$1.isEmpty }.map { foot(at: place(x: $0), $1) }
    return """
      <path class="grid" d="\(lines)"/>\(names.joined())\(feet.joined())\
      <text x="4" y="11">\(yTitle)\(isLogarithmic ? ", logarithmic" : "")</text>\
      <text x="\(right)" y="220" text-anchor="end">\(xTitle)</text>
      """
  }

  /// The label of a tick, within the drawing.
  private func foot(at place: Double, _ name: String) -> HTML {
    let isBeyond = place + Double(name.count) * Self.halfCharacter > Self.width
    let (x, anchor) = isBeyond ? (Self.width, "end") : (place, "middle")
    return "<text x=\"\(Coordinate.text(x))\" y=\"203\" text-anchor=\"\(anchor)\">\(name)</text>"
  }

  private func draw(_ line: Line) -> HTML {
    let mark = SeriesMark(index: line.server)
    let places = line.points.map { (x: place(x: $0.x), y: place(y: $0.y)) }
    let role = line.isSecondary ? "l thin" : "l"
    let cell: HTML = line.cell.map { " data-c=\"\($0)\"" } ?? .empty
    return """
      <g class="\(mark.classes)" data-s="\(line.server)"\(cell)>\(isMarked ? .empty : band(line))\
      <path class="\(role)" d="\(Coordinate.path(places))"/>\(isMarked ? whiskers(line) : .empty)\
      \(isMarked && !line.isSecondary ? marks(line, mark) : .empty)</g>
      """
  }

  /// Vertical lines for the intervals of points.
  private func whiskers(_ line: Line) -> HTML {
    let lines = line.points.compactMap { point in
      point.interval.map { interval in
        "M\(Coordinate.text(place(x: point.x))) \(Coordinate.text(place(y: interval.lowerBound)))"
          + "V\(Coordinate.text(place(y: interval.upperBound)))"
      }
    }
    return lines.isEmpty ? .empty : "<path class=\"e\" d=\"\(lines.joined())\"/>"
  }

  /// The area between the ends of the intervals.
  private func band(_ line: Line) -> HTML {
    let edges = line.points.compactMap { point in
      point.interval.map { interval in
        (
          x: place(x: point.x), low: place(y: interval.lowerBound),
          high: place(y: interval.upperBound)
        )
      }
    }
    guard edges.count > 1 else { return .empty }
    let outline =
      edges.map { (x: $0.x, y: $0.high) } + edges.reversed().map { (x: $0.x, y: $0.low) }
    return "<path class=\"a\" d=\"\(Coordinate.path(outline))Z\"/>"
  }

  private func marks(_ line: Line, _ mark: SeriesMark) -> HTML {
    line.points.map { point in
      mark.shape(x: place(x: point.x), y: place(y: point.y), cell: point.cell)
    }.joined()
  }

  /// Marks keep a distance from the ends of the axis.
  private func place(x value: Double) -> Double {
    let margin = isMarked ? 10.0 : 0
    return Self.left + margin + x.position(of: value) * (Self.right - Self.left - 2 * margin)
  }

  private func place(y value: Double) -> Double {
    Self.bottom - y.position(of: value) * (Self.bottom - Self.top)
  }
}
