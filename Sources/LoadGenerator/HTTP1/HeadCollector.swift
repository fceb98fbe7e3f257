/// Collects a header section up to the empty line that ends it.
///
/// What is collected holds no control characters but tabs and the CR LF at the end of each line.
struct HeadCollector {
  enum Progress: Equatable {
    case incomplete
    case complete
    case failed(Fault)
  }

  /// What was collected so far.
  private(set) var bytes: [UInt8] = []
  /// For each line that is complete, the place of its CR.
  private(set) var lineEnds: [Int] = []
  /// Characters of the end, CR LF CR LF, that the last bytes match.
  private var matched = 0

  /// Whether nothing was collected.
  var isEmpty: Bool { bytes.isEmpty }

  /// Whether what was collected can be the beginning of a response.
  var isPlausible: Bool {
    let beginning: StaticString = "HTTP/1."
    return beginning.withUTF8Buffer { bytes.prefix($0.count).elementsEqual($0.prefix(bytes.count)) }
  }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    lineEnds.removeAll(keepingCapacity: true)
    matched = 0
  }

  /// Takes bytes up to the end of the section, and moves `position` behind them.
  mutating func collect(_ input: Span<UInt8>, at position: inout Int) -> Progress {
    let start = position
    let offset = bytes.count - start
    let limit = min(input.count, start + ResponseReader.maximumHeadBytes - bytes.count)
    var progress = Progress.incomplete
    while progress == .incomplete {
      // Within a line nothing but a control character can matter.
      if matched == 0 { position = input.firstControl(from: position, before: limit) }
      guard position < limit else { break }
      progress = match(input[position], at: position + offset)
      position += 1
    }
    input.extracting(start..<position).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    if progress == .incomplete, bytes.count >= ResponseReader.maximumHeadBytes {
      return .failed(.tooLarge)
    }
    return progress
  }

  private mutating func match(_ byte: UInt8, at place: Int) -> Progress {
    switch byte {
    case UInt8(ascii: "\r"):
      if matched == 1 || matched == 3 { return .failed(.malformed) }
      matched += 1
    case UInt8(ascii: "\n"):
      if matched != 1 && matched != 3 { return .failed(.malformed) }
      matched += 1
      lineEnds.append(place - 1)
    default:
      if matched == 1 || matched == 3 || !byte.isFieldValueByte { return .failed(.malformed) }
      matched = 0
    }
    return matched == 4 ? .complete : .incomplete
  }
}
