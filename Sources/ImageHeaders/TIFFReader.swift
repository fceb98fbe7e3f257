/// Reads the first directory of a TIFF at any position of the file (TIFF 6.0, §2; BigTIFF).
package struct TIFFReader: HeaderReader {
  private enum Step {
    case directoryOffset
    case entryCount
    case entry(left: UInt64)
    case element
    case done
  }

  /// The position and meaning of the last element of a list that a directory refers to.
  private struct Element {
    var offset: UInt64
    var bytes: Int
    var isOffset: Bool
  }

  private var step = Step.directoryOffset
  private var isLittleEndian = true
  private var isBig = false
  /// The greatest end offset that the directory refers to.
  private var requiredEnd: UInt64 = 0
  private var pending: (Element?, Element?) = (nil, nil)
  private var lastStripOffset: UInt64?
  private var lastStripLength: UInt64?

  package mutating func begin(_ signature: Span<UInt8>) -> Need {
    self = TIFFReader()
    isLittleEndian = signature[0] == 0x49
    isBig = signature[2] == 0x2B || signature[3] == 0x2B
    // BigTIFF has two 16-bit numbers before the offset.
    return isBig ? Need(skip: 4, gather: 8) : Need(gather: 4)
  }

  package mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need {
    switch step {
    case .directoryOffset:
      step = .entryCount
      return gather(isBig ? 8 : 2, at: number(head, 0, bytes: isBig ? 8 : 4), from: position)
    case .entryCount:
      return nextEntry(left: number(head, 0, bytes: isBig ? 8 : 2), position: position)
    case .entry(let left):
      readEntry(head, into: &report)
      return nextEntry(left: left - 1, position: position)
    case .element:
      let value = number(head, 0, bytes: head.count)
      if pending.0?.isOffset == true { lastStripOffset = value } else { lastStripLength = value }
      pending = (pending.1, nil)
      return nextElement(position: position)
    case .done:
      return .nothing
    }
  }

  /// Whether everything known that the directory refers to is present.
  package func isComplete(byteCount: Int) -> Bool {
    guard case .done = step else { return false }
    return requiredEnd <= UInt64(byteCount)
  }

  private mutating func nextEntry(left: UInt64, position: Int) -> Need {
    guard left == 0 else {
      step = .entry(left: left)
      return Need(gather: isBig ? 20 : 12)
    }
    // The offset of the next directory ends this one.
    requiredEnd = max(requiredEnd, UInt64(position) + (isBig ? 8 : 4))
    if let first = pending.0, let second = pending.1, second.offset < first.offset {
      pending = (second, first)
    }
    if pending.0 == nil { pending = (pending.1, nil) }
    return nextElement(position: position)
  }

  private mutating func nextElement(position: Int) -> Need {
    if let element = pending.0 {
      step = .element
      let need = gather(element.bytes, at: element.offset, from: position)
      if need.gather > 0 { return need }
      pending = (pending.1, nil)
      return nextElement(position: position)
    }
    step = .done
    if let lastStripOffset, let lastStripLength {
      let (end, overflows) = lastStripOffset.addingReportingOverflow(lastStripLength)
      requiredEnd = max(requiredEnd, overflows ? .max : end)
    }
    return .nothing
  }

  /// Requests bytes at an offset; nothing if the stream is already past it.
  private func gather(_ bytes: Int, at offset: UInt64, from position: Int) -> Need {
    guard let offset = Int(exactly: offset), offset >= position else { return .nothing }
    return Need(skip: offset - position, gather: bytes)
  }

  private mutating func readEntry(_ head: Span<UInt8>, into report: inout ImageReport) {
    let (tag, type) = (number(head, 0, bytes: 2), number(head, 2, bytes: 2))
    let count = number(head, 4, bytes: isBig ? 8 : 4)
    let (valueIndex, room) = isBig ? (12, 8) : (8, 4)
    let unit = Self.bytes(ofType: type)
    let (length, overflows) = count.multipliedReportingOverflow(by: UInt64(unit))
    let isInline = !overflows && length <= UInt64(room)
    let value = number(head, valueIndex, bytes: isInline ? min(unit, room) : room)
    if !isInline {
      let (end, overflowsToo) = value.addingReportingOverflow(length)
      requiredEnd = max(requiredEnd, overflows || overflowsToo ? .max : end)
    }
    switch tag {
    case 256: report.width = Int(exactly: value)
    case 257: report.height = Int(exactly: value)
    case 258: report.bitDepth = isInline ? Int(exactly: value) : nil
    case 277: report.components = Int(exactly: value)
    case 34665: report.hasEXIF = true
    case 34675: report.hasColourProfile = true
    case 273, 324, 279, 325:
      let isOffset = tag == 273 || tag == 324
      noteStrip(value, count: count, unit: unit, isInline: isInline, isOffset: isOffset)
    default: break
    }
  }

  /// Keeps the offset or the length of the last strip or tile, or the position at which to read it.
  private mutating func noteStrip(
    _ value: UInt64, count: UInt64, unit: Int, isInline: Bool, isOffset: Bool
  ) {
    if isInline, count == 1 {
      if isOffset { lastStripOffset = value } else { lastStripLength = value }
    } else if !isInline, unit > 0 {
      let (offset, overflows) = value.addingReportingOverflow((count - 1) &* UInt64(unit))
      guard !overflows else { return }
      let element = Element(offset: offset, bytes: unit, isOffset: isOffset)
      if isOffset { pending.0 = element } else { pending.1 = element }
    }
  }

  private func number(_ head: Span<UInt8>, _ index: Int, bytes: Int) -> UInt64 {
    head.uint(at: index, bytes: bytes, isLittleEndian: isLittleEndian)
  }

  /// The length of a value of a field type; 0 for an unknown type.
  private static func bytes(ofType type: UInt64) -> Int {
    switch type {
    case 1, 2, 6, 7: 1
    case 3, 8: 2
    case 4, 9, 11, 13: 4
    case 5, 10, 12, 16, 17, 18: 8
    default: 0
    }
  }
}
