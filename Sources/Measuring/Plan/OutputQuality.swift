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

  /// Adds a copy of every server whose JPEG quality can be set for each quality of those whose cannot.
  ///
  /// A copy has a variant of its own, `NAME@q90`. Its distance from its original is the price of the
  /// difference.
  ///
  /// - Parameter external: The labels of servers that run already.
  package mutating func addQualityCopies(external: Set<String> = []) {
    func isSettable(_ server: PlannedServer) -> Bool {
      server.descriptor.jpegQuality.settable && !external.contains(server.descriptor.label)
    }
    let fixed = Set(
      servers.filter { !isSettable($0) }.compactMap(\.descriptor.jpegQuality.value))
    for server in servers.filter(isSettable) {
      for quality in fixed.sorted() {
        var copy = server
        copy.descriptor.jpegQuality.value = quality
        guard !servers.contains(where: { $0.descriptor.isLike(copy.descriptor) }) else { continue }
        copy.descriptor.variant =
          server.descriptor.variant == ServerDescriptor.defaultVariant
          ? "q\(quality)" : "\(server.descriptor.variant)-q\(quality)"
        servers.append(copy)
      }
    }
  }
}

extension ServerDescriptor {
  /// Whether two descriptors are equal except for the name of the variant.
  fileprivate func isLike(_ other: ServerDescriptor) -> Bool {
    var other = other
    other.variant = variant
    return self == other
  }
}
