/// Thresholds that were missed.
struct ThresholdSection {
  var thresholds: ThresholdReport

  var html: HTML {
    let texts = thresholds.misses.map(\.message) + thresholds.idle.map(\.idleMessage)
    guard !texts.isEmpty else { return .empty }
    return """
      <section id="thresholds" class="warnings"><h2>Thresholds missed</h2>
      <ul>\(texts.map { "<li>\($0)</li>" as HTML }.joined())</ul></section>
      """
  }
}
