import IIIFBench

/// The thresholds of the study with their outcomes.
struct ThresholdSection {
  var thresholds: ThresholdReport

  var section: ReportSection? {
    guard !thresholds.all.isEmpty else { return nil }
    return ReportSection(
      id: "thresholds", title: "Thresholds",
      isWarning: !thresholds.misses.isEmpty || !thresholds.idle.isEmpty,
      content: """
        <p class="note">The run fails if one of these conditions holds.</p>
        <ul>\(thresholds.all.map(item).joined(separator: "\n"))</ul>
        """)
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
