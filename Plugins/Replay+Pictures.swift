import IIIFBench

/// The pictures of a run as the identifiers of a log name them.
struct ReplayPictures {
  private let indices: [String: Int]
  private let count: Int
  private let takesAny: Bool

  init(_ images: [SourceImage], takesAny: Bool) {
    indices = Dictionary(images.enumerated().map { ($1.name, $0) }) { first, _ in first }
    count = images.count
    self.takesAny = takesAny
  }

  /// The picture that prefix and identifier of a request stand for, and whether it was assigned to an
  /// identifier that names none; nil when there is none.
  ///
  /// An identifier names a picture when it ends in the picture's name, with or without an extension,
  /// behind a slash or at its beginning.
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

  /// A number that depends on the text alone, the same in every run.
  private func hash(of text: String) -> UInt64 {
    var random = SeededRandom(seed: 0, purpose: text)
    return random.next()
  }
}
