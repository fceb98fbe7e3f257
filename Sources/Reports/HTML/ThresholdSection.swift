import IIIFBench

/// The thresholds of the study with their outcomes.
struct ThresholdSection {
  var thresholds: ThresholdReport

  var html: HTML {
    guard !thresholds.all.isEmpty else { return .empty }
    let isMissed = !thresholds.misses.isEmpty || !thresholds.idle.isEmpty
    return """
      <section id="thresholds"\(isMissed ? " class=\"warnings\"" as HTML : .empty)>\
      <h2>Thresholds</h2>
      <p class="note">The run fails if one of these conditions holds.</p>
      <ul>\(thresholds.all.map(item).joined(separator: "\n"))</ul></section>
      """
  }

  private func item(_ threshold: Threshold) -> HTML {
    let misses = thresholds.misses.filter { $0.threshold == threshold }
    if thresholds.idle.contains(threshold) {
      return
        "<li class=\"bad\"><code>\(threshold.text)</code>: no measured cell has this figure</li>"
    }
    guard !misses.isEmpty else { return "<li><code>\(threshold.text)</code>: met</li>" }
    let cells = misses.map { "<li>\($0.finding)</li>" as HTML }
    return """
      <li><span class="bad"><code>\(threshold.text)</code>: missed in \
      \(Quantity.counted(misses.count, "cell"))</span><ul>\(cells.joined())</ul></li>
      """
  }
}
