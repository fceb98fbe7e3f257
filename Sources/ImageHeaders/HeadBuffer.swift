/// Bytes that a reader has asked for and that have come in more than one part.
struct HeadBuffer {
  /// The most bytes that can be asked for at once.
  static let capacity = 1024

  private(set) var bytes = [UInt8](repeating: 0, count: capacity)
  private(set) var count = 0

  mutating func clear() { count = 0 }

  /// Adds bytes of a part of the file.
  mutating func append(_ part: Span<UInt8>) {
    for index in part.indices { bytes[count + index] = part[index] }
    count += part.count
  }
}
