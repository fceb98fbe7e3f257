import IIIFBench

extension Selection {
  /// Gives every server whose JPEG quality can be set the same one, so that all do the same work as
  /// far as they can.
  ///
  /// - Parameters:
  ///   - quality: The quality on libjpeg's scale; nil leaves everything as it is.
  ///   - external: The labels of servers that somebody else has started.
  /// - Returns: A sentence for each server that keeps another quality.
  package mutating func setQuality(_ quality: Int?, external: Set<String> = []) -> [String] {
    guard let quality else { return [] }
    var kept: [String] = []
    for index in servers.indices {
      let descriptor = servers[index].descriptor
      let own = descriptor.jpegQuality.value
      if own == quality { continue }
      if descriptor.jpegQuality.settable, !external.contains(descriptor.label) {
        servers[index].descriptor.jpegQuality.value = quality
      } else {
        let current = own.map { "of \($0)" } ?? "that it has"
        kept.append("\(descriptor.label) keeps the JPEG quality \(current): it cannot be set.")
      }
    }
    return kept
  }
}
