/// The last 16 bytes of a stream.
package struct FileTail {
  /// Bytes -16 to -9, as a big-endian number.
  package private(set) var high: UInt64 = 0
  /// Bytes -8 to -1, as a big-endian number.
  package private(set) var low: UInt64 = 0

  package mutating func consume(_ part: Span<UInt8>) {
    let count = part.count
    guard count < 16 else {
      let bytes = part.bytes
      high = UInt64(
        bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: count - 16, as: UInt64.self))
      low = UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
      return
    }
    for index in 0..<count {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(part[index])
    }
  }

  /// Whether the file ends with the end marker of JPEG and JPEG 2000.
  package var isEndOfImage: Bool { low & 0xFFFF == 0xFFD9 }

  /// Whether the file ends with the PNG chunk `IEND`.
  package var isEndOfPNG: Bool { high & 0xFFFF_FFFF == 0 && low == 0x4945_4E44_AE42_6082 }

  /// Whether the file ends with an empty block and the GIF trailer.
  package var isEndOfGIF: Bool { low & 0xFFFF == 0x003B }

  /// Whether the last bytes contain `%%EOF`; PDF allows line breaks after it.
  package var isEndOfPDF: Bool {
    (0...4).contains { offset in
      let shifted = offset == 0 ? low : low >> (8 * offset) | high << (64 - 8 * offset)
      return shifted & 0xFF_FFFF_FFFF == 0x25_2545_4F46
    }
  }
}
