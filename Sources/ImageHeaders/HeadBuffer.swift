/// Bytes that a reader has asked for and that have come in more than one part.
package struct HeadBuffer {
  /// The most bytes that can be asked for at once.
  package static let capacity = 1024

  package private(set) var bytes = [UInt8](repeating: 0, count: capacity)
  package private(set) var count = 0

  package mutating func clear() { count = 0 }

  /// Adds bytes of a part of the file.
  package mutating func append(_ part: Span<UInt8>) {
    for index in part.indices { bytes[count + index] = part[index] }
    count += part.count
  }
}
