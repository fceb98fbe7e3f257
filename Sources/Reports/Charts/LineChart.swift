/// A panel with lines over an axis: figures over load, over percentiles, over time.
struct LineChart {
  /// A point of a line, with the interval around it where there is one.
  struct Point {
    var x: Double
    var y: Double
    var interval: ClosedRange<Double>?
    /// The cell whose figures the point shows.
    var cell: Int?
  }

  /// The line of a server.
  struct Line {
    /// The server's place among the servers.
    var server: Int
    var points: [Point]
    /// The cell whose figures the whole line shows.
    var cell: Int?
    /// Drawn thin, beside a line that matters more.
    var isSecondary = false
  }

  /// What the panel shows, for those who do not see it.
  var label: String
  /// The figure and its unit on the upright axis.
  var yTitle: String
  /// The figure on the level axis.
  var xTitle: String
  var x: Scale
  var xLabels: [String]
  var y: Scale
  var lines: [Line]
  /// A part of the level axis that is no part of the figures.
  var shaded: ClosedRange<Double>?
  /// What hovering tells of a point.
  var reading = Reading.cell

  /// What a point of a line stands for.
  enum Reading: String {
    /// A cell; such points are marked.
    case cell
    /// A share of answers, on an axis of nines.
    case percentile
    /// A second.
    case second
  }

  private var isMarked: Bool { reading == .cell }

  private static let width = 380.0
  private static let halfCharacter = 3.3
  private static let (left, right, top, bottom) = (46.0, 368.0, 20.0, 188.0)

  /// The largest value that some lines reach with their intervals.
  static func highest(of lines: [Line]) -> Double {
    lines.flatMap(\.points).map { max($0.y, $0.interval?.upperBound ?? 0) }.max() ?? 0
  }

  var svg: HTML {
    """
    <svg class="panel" viewBox="0 0 380 226" role="img" aria-label="\(label)"\(axes)>\(shade)\(grid)\
    \(lines.map(draw).joined())</svg>
    """
  }

  /// What hovering needs to read values off the drawing; both axes begin at zero there.
  private var axes: HTML {
    guard !isMarked else { return .empty }
    let box = [Self.left, Self.right, Self.bottom, Self.top].map(Coordinate.text)
    let ends = [String(x.upper), String(y.upper)]
    return """
       data-reading="\(reading.rawValue)" data-unit="\(yTitle)" \
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
      <text x="4" y="11">\(yTitle)</text>\
      <text x="\(right)" y="220" text-anchor="end">\(xTitle)</text>
      """
  }

  /// The name of a tick, held within the drawing.
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

  /// Upright lines over the points' intervals.
  private func whiskers(_ line: Line) -> HTML {
    let lines = line.points.compactMap { point in
      point.interval.map { interval in
        "M\(Coordinate.text(place(x: point.x))) \(Coordinate.text(place(y: interval.lowerBound)))"
          + "V\(Coordinate.text(place(y: interval.upperBound)))"
      }
    }
    return lines.isEmpty ? .empty : "<path class=\"e\" d=\"\(lines.joined())\"/>"
  }

  /// The area between the ends of the points' intervals.
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

  /// Marks keep off the ends of the axis.
  private func place(x value: Double) -> Double {
    let margin = isMarked ? 10.0 : 0
    return Self.left + margin + x.position(of: value) * (Self.right - Self.left - 2 * margin)
  }

  private func place(y value: Double) -> Double {
    Self.bottom - y.position(of: value) * (Self.bottom - Self.top)
  }
}
