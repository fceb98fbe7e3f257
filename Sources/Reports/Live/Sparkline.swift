/// Values as a row of bars.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// The values in a number of columns, on a scale from zero to the largest; neighbours are averaged
  /// if there are more values than columns.
  static func text(_ values: [Double], width: Int) -> String {
    guard width > 0, !values.isEmpty else { return "" }
    let step = (values.count + width - 1) / width
    let means = stride(from: 0, to: values.count, by: step).map { start in
      let part = values[start..<min(start + step, values.count)]
      return part.reduce(0, +) / Double(part.count)
    }
    let top = means.max() ?? 0
    guard top > 0 else { return String(repeating: bars[0], count: means.count) }
    return String(means.map { bars[min(bars.count - 1, Int($0 / top * Double(bars.count)))] })
  }
}
