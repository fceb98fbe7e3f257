/// Reads the head of files of one format, piece by piece.
package protocol HeaderReader {
  /// Starts on another file, and says what is wanted behind the four bytes that told its format.
  mutating func begin(_ signature: Span<UInt8>) -> Need
  /// Takes what was wanted, all of it, and says what is wanted next; `position` is the place behind
  /// it.
  mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need
}

/// What a reader wants next of the file.
package struct Need {
  /// So many bytes are passed over first.
  package var skip = 0
  /// Then so many are gathered, at most ``HeadBuffer/capacity``; 0 when the reader has all that it
  /// wants.
  package var gather: Int

  /// The reader has all that it wants.
  package static let nothing = Need(gather: 0)
}

extension Span<UInt8> {
  /// A big-endian number of 16 bits.
  package func uint16(at index: Int) -> Int { Int(self[index]) << 8 | Int(self[index + 1]) }

  /// A big-endian number of 32 bits.
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
