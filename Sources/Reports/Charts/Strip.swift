/// Drawings in the rows of a table, along a common axis.
///
/// A strip is 1000 units wide and stretches with its column; strokes keep their width.
struct Strip {
  /// The axis.
  var scale: Scale

  /// A point with its interval and a thin line to a second point.
  func dot(_ value: Double, interval: ClosedRange<Double>?, reach: Double, mark: SeriesMark) -> HTML
  {
    let line = "M\(place(value)) 9H\(place(max(value, reach)))"
    let range = interval.map { "M\(place($0.lowerBound)) 9H\(place($0.upperBound))" } ?? ""
    let interval: HTML = range.isEmpty ? .empty : "<path class=\"i\" d=\"\(range)\"/>"
    return svg(
      "<path class=\"t\" d=\"\(line)\"/>\(interval)<path class=\"d\" d=\"M\(place(value)) 9h0\"/>",
      classes: mark.classes)
  }

  /// A bar from zero with the interval around its end; a point on a logarithmic axis.
  func bar(_ value: Double, interval: ClosedRange<Double>?, mark: SeriesMark) -> HTML {
    if scale.kind == .logarithmic {
      return dot(value, interval: interval, reach: value, mark: mark)
    }
    let bar: HTML = "<path class=\"b\" d=\"M0 9H\(place(value))\"/>"
    guard let interval else { return svg(bar, classes: mark.classes) }
    let (low, high) = (place(interval.lowerBound), place(interval.upperBound))
    let range: HTML = "<path class=\"w\" d=\"M\(low) 9H\(high)M\(low) 5v8M\(high) 5v8\"/>"
    return svg(bar + range, classes: mark.classes)
  }

  /// Stacked bars, each with the class of its part.
  func stack(_ parts: [(classes: String, value: Double)]) -> HTML {
    var start = 0.0
    let bars = parts.filter { $0.value > 0 }.map { part -> HTML in
      defer { start += part.value }
      let line = "M\(place(start)) 9H\(place(start + part.value))"
      return "<path class=\"b \(part.classes)\" d=\"\(line)\"/>"
    }
    return svg(bars.joined(), classes: "")
  }

  /// The labels of the axis, for the row above the strips.
  var axis: HTML {
    let names = scale.ticks.map { tick -> HTML in
      let share = Coordinate.text(scale.position(of: tick) * 100)
      return "<span style=\"left:\(share)%\">\(Quantity.tick(tick))</span>"
    }
    return "<div class=\"axis\" aria-hidden=\"true\">\(names.joined())</div>"
  }

  /// The distance of ticks, for the style of the rows.
  var step: String {
    "--step:\(Coordinate.text(100 / Double(max(1, scale.ticks.count - 1))))%"
  }

  private func svg(_ content: HTML, classes: String) -> HTML {
    """
    <svg viewBox="0 0 1000 18" preserveAspectRatio="none" class="\(classes)">\(content)</svg>
    """
  }

  private func place(_ value: Double) -> String {
    String(Int((scale.position(of: value) * 1000).rounded()))
  }
}
