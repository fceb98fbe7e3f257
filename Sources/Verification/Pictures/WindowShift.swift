/// The shift of a picture against its reference, in pixels, from windows of both.
package struct WindowShift: Hashable, Sendable {
  package let x: Int
  package let y: Int

  /// Compares windows at shifts of up to a pixel; nil if they match best without one.
  ///
  /// Encoders blur and add noise, but shift nothing; a shift adds an error at all edges. Reports a
  /// shift only if it at least halves the error and the error exceeds noise.
  package init?(of windows: [[UInt8]], to references: [[UInt8]]) {
    guard !windows.isEmpty, windows.count == references.count else { return nil }
    let still = Self.error(windows, references, x: 0, y: 0)
    guard still > 4 else { return nil }
    var best = (x: 0, y: 0, error: still)
    for y in -1...1 {
      for x in -1...1 {
        let error = Self.error(windows, references, x: x, y: y)
        if error < best.error { best = (x, y, error) }
      }
    }
    guard best.error < 0.5 * still, best.x != 0 || best.y != 0 else { return nil }
    (x, y) = (best.x, best.y)
  }

  /// The shift as text.
  package var text: String {
    let parts = [
      y == 0 ? nil : "a row \(y < 0 ? "up" : "down")",
      x == 0 ? nil : "a column \(x < 0 ? "left" : "right")",
    ]
    return "moved by " + parts.compactMap { $0 }.joined(separator: " and ")
  }

  /// The mean square difference between the windows and the shifted references.
  private static func error(
    _ windows: [[UInt8]], _ references: [[UInt8]], x: Int, y: Int
  ) -> Double {
    let side = PictureDigest.windowSide
    var sum = 0
    for (window, reference) in zip(windows, references) {
      for row in 1..<side - 1 {
        let (mine, theirs) = (row * side, (row - y) * side - x)
        for column in 1..<side - 1 {
          let difference = Int(window[mine + column]) - Int(reference[theirs + column])
          sum += difference * difference
        }
      }
    }
    return Double(sum) / Double(windows.count * (side - 2) * (side - 2))
  }
}
