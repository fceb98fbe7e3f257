import IIIFBench

/// Maps the identifiers in a log to pictures of the run.
struct ReplayPictures {
  private let indices: [String: Int]
  private let count: Int
  private let takesAny: Bool

  init(_ images: [SourceImage], takesAny: Bool) {
    indices = Dictionary(images.enumerated().map { ($1.name, $0) }) { first, _ in first }
    count = images.count
    self.takesAny = takesAny
  }

  /// The picture for the prefix and identifier of a request, and whether it was assigned to an unknown
  /// identifier; nil if there is none.
  ///
  /// An identifier names a picture if it is the picture's name, or ends with a slash and the name; the
  /// extension is optional.
  func picture(of base: String) -> (index: Int, isAssigned: Bool)? {
    var rest = base[...]
    while true {
      if let index = indices[String(rest)] ?? indices[String(withoutExtension(rest))] {
        return (index, false)
      }
      guard let slash = rest.firstIndex(of: "/") else { break }
      rest = rest[rest.index(after: slash)...]
    }
    return takesAny ? (Int(hash(of: base) % UInt64(count)), true) : nil
  }

  private func withoutExtension(_ path: Substring) -> Substring {
    guard let point = path.lastIndex(of: "."), !path[point...].contains("/") else { return path }
    return path[..<point]
  }

  /// A hash that is the same in every run.
  private func hash(of text: String) -> UInt64 {
    var random = SeededRandom(seed: 0, purpose: text)
    return random.next()
  }
}
