/// The shift of a picture against its reference, in pixels, from windows of both.
package struct WindowShift: Hashable, Sendable {
  /// The columns to the right; negative to the left.
  package let x: Int
  /// The rows down; negative up.
  package let y: Int

  /// The greatest shift that is found: a block of a JPEG with subsampled colours.
  package static let greatest = 16
  /// The mean square error of an encoder's noise.
  private static let noise = 4.0
  /// Errors that differ by less are equal: by a share, and by noise of a flat picture.
  private static let equalShare = 1.05
  private static let equalError = 0.5
  /// The distance of the rows that the search compares.
  private static let searchStep = 4

  /// All shifts, the smallest first.
  private static let shifts: [(x: Int, y: Int)] = {
    var shifts: [(x: Int, y: Int)] = []
    for y in -greatest...greatest {
      for x in -greatest...greatest { shifts.append((x, y)) }
    }
    func length(_ shift: (x: Int, y: Int)) -> Int { shift.x * shift.x + shift.y * shift.y }
    return shifts.sorted { length($0) < length($1) }
  }()

  /// Compares windows at shifts; nil if they match best without one.
  ///
  /// Encoders blur and add noise, but shift nothing; a shift adds an error at all edges. Reports a
  /// shift only if it at least halves the error and the error exceeds noise. Of shifts with equal
  /// errors, the smallest is reported: edges in one direction do not show a shift along them.
  package init?(of windows: [[UInt8]], to references: [[UInt8]]) {
    guard !windows.isEmpty, windows.count == references.count else { return nil }
    let still = Self.error(windows, references, x: 0, y: 0, step: 1)
    guard still > Self.noise else { return nil }
    var least = Double.infinity
    let errors = Self.shifts.map { shift in
      let limit = least * Self.equalShare + Self.equalError
      let error = Self.error(
        windows, references, x: shift.x, y: shift.y, step: Self.searchStep, limit: limit)
      least = min(least, error)
      return error
    }
    guard
      let place = errors.firstIndex(where: { $0 <= least * Self.equalShare + Self.equalError })
    else { return nil }
    let best = Self.shifts[place]
    guard best.x != 0 || best.y != 0,
      Self.error(windows, references, x: best.x, y: best.y, step: 1) < 0.5 * still
    else { return nil }
    (x, y) = best
  }

  /// The shift as text: `moved by 4 rows up and a column left`.
  package var text: String {
    let parts = [
      y == 0 ? nil : "\(Self.count(y, "row")) \(y < 0 ? "up" : "down")",
      x == 0 ? nil : "\(Self.count(x, "column")) \(x < 0 ? "left" : "right")",
    ]
    return "moved by " + parts.compactMap { $0 }.joined(separator: " and ")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    abs(number) == 1 ? "a \(noun)" : "\(abs(number)) \(noun)s"
  }

  /// The mean square difference between the windows and the shifted references, over every `step`th
  /// row; infinite as soon as it is certain to exceed the limit.
  private static func error(
    _ windows: [[UInt8]], _ references: [[UInt8]], x: Int, y: Int, step: Int,
    limit: Double = .infinity
  ) -> Double {
    let side = PictureDigest.windowSide
    let inner = greatest..<side - greatest
    let rows = stride(from: inner.lowerBound, to: inner.upperBound, by: step)
    let count = Double(max(1, windows.count * inner.count * Array(rows).count))
    var sum = 0
    for (window, reference) in zip(windows, references) {
      let (window, reference) = (window.span, reference.span)
      for row in rows {
        let (mine, theirs) = (row * side, (row - y) * side - x)
        for column in inner {
          let difference = Int(window[mine + column]) - Int(reference[theirs + column])
          sum += difference * difference
        }
        if Double(sum) > limit * count { return .infinity }
      }
    }
    return Double(sum) / count
  }
}
