/// Reads the header of one file format incrementally.
package protocol HeaderReader {
  /// Starts a new file; returns what to read after the four bytes of its signature.
  mutating func begin(_ signature: Span<UInt8>) -> Need
  /// Takes the bytes that were requested and returns what to read next; `position` is the offset after
  /// them.
  mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need
}

/// The bytes that a reader needs next.
package struct Need {
  /// The number of bytes to skip first.
  package var skip = 0
  /// The number of bytes to collect after that, at most ``HeadBuffer/capacity``; 0 when the reader is
  /// done.
  package var gather: Int

  /// The reader is done.
  package static let nothing = Need(gather: 0)
}

extension Span<UInt8> {
  /// A big-endian 16-bit number.
  package func uint16(at index: Int) -> Int { Int(self[index]) << 8 | Int(self[index + 1]) }

  /// A big-endian 32-bit number.
  package func uint32(at index: Int) -> UInt32 {
    UInt32(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
  }

  /// A number of up to 64 bits.
  package func uint(at index: Int, bytes width: Int, isLittleEndian: Bool = false) -> UInt64 {
    var value: UInt64 = 0
    for offset in 0..<width {
      value = value << 8 | UInt64(self[index + (isLittleEndian ? width - 1 - offset : offset)])
    }
    return value
  }

  /// The sum of 64 bytes.
  package func sumOf64Bytes(at index: Int) -> Int {
    var sums = SIMD16<UInt16>()
    for part in 0..<4 {
      let sixteen = bytes.unsafeLoadUnaligned(
        fromByteOffset: index + 16 * part, as: SIMD16<UInt8>.self)
      sums &+= SIMD16<UInt16>(truncatingIfNeeded: sixteen)
    }
    return Int(sums.wrappedSum())
  }
}
