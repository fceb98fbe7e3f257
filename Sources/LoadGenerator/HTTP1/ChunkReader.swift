/// Decodes a body with chunked transfer coding.
struct ChunkReader {
  enum Progress: Equatable {
    case incomplete
    /// The range is a part of the body.
    case data(Range<Int>)
    case complete
    case failed(Fault)
  }

  private var state = State.size
  private var size = 0
  private var digits = 0
  private var extra = 0
  private var lineLength = 0

  private enum State {
    case size
    case sizeBlank
    case `extension`
    case sizeEnd
    case data
    case dataCR
    case dataLF
    case trailer
    case trailerEnd
  }

  /// Reads to the next part of the body or to the end of the input.
  mutating func read(_ bytes: Span<UInt8>, at position: inout Int) -> Progress {
    while position < bytes.count {
      if state == .data {
        let count = min(size, bytes.count - position)
        let range = position..<(position + count)
        position += count
        size -= count
        if size == 0 { state = .dataCR }
        return .data(range)
      }
      let progress = step(bytes[position])
      position += 1
      if progress != .incomplete { return progress }
    }
    return .incomplete
  }

  private mutating func step(_ byte: UInt8) -> Progress {
    switch state {
    case .size: return sizeDigit(byte)
    case .sizeBlank, .extension: return sizeRest(byte)
    case .sizeEnd:
      guard byte == UInt8(ascii: "\n") else { return .failed(.malformed) }
      state = size == 0 ? .trailer : .data
      lineLength = 0
    case .dataCR:
      guard byte == UInt8(ascii: "\r") else { return .failed(.malformed) }
      state = .dataLF
    case .dataLF:
      guard byte == UInt8(ascii: "\n") else { return .failed(.malformed) }
      (state, size, digits) = (.size, 0, 0)
    case .trailer, .trailerEnd: return trailer(byte)
    case .data: break
    }
    return .incomplete
  }

  private mutating func sizeDigit(_ byte: UInt8) -> Progress {
    guard let digit = byte.hexadecimalDigit else {
      return digits > 0 ? sizeRest(byte) : .failed(.malformed)
    }
    digits += 1
    size = size << 4 | digit
    return digits > 15 ? .failed(.malformed) : .incomplete
  }

  /// Reads what follows the digits: blanks, extensions, the end of the line.
  private mutating func sizeRest(_ byte: UInt8) -> Progress {
    if byte == UInt8(ascii: "\r") {
      state = .sizeEnd
    } else if byte == UInt8(ascii: ";") {
      state = .extension
    } else if state == .extension && byte.isFieldValueByte {
      return count()
    } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
      state = .sizeBlank
      return count()
    } else {
      return .failed(.malformed)
    }
    return .incomplete
  }

  /// Reads and drops trailers; an empty line ends them.
  private mutating func trailer(_ byte: UInt8) -> Progress {
    if state == .trailerEnd {
      guard byte == UInt8(ascii: "\n") else { return .failed(.malformed) }
      if lineLength == 0 { return .complete }
      (state, lineLength) = (.trailer, 0)
    } else if byte == UInt8(ascii: "\r") {
      state = .trailerEnd
    } else {
      guard byte.isFieldValueByte else { return .failed(.malformed) }
      lineLength += 1
      return count()
    }
    return .incomplete
  }

  private mutating func count() -> Progress {
    extra += 1
    return extra > ResponseReader.maximumHeadBytes ? .failed(.tooLarge) : .incomplete
  }
}
