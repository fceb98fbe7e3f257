/// Collects requested bytes that arrive in more than one part.
package struct HeadBuffer {
  /// The maximum number of bytes of one request.
  package static let capacity = 1024

  package private(set) var bytes = [UInt8](repeating: 0, count: capacity)
  package private(set) var count = 0

  package mutating func clear() { count = 0 }

  /// Appends bytes of a part of the file.
  package mutating func append(_ part: Span<UInt8>) {
    for index in part.indices { bytes[count + index] = part[index] }
    count += part.count
  }
}
