/// Decompresses gzip files (RFC 1952) and their compressed blocks (RFC 1951).
///
/// The output is passed on in parts, so that memory does not depend on the length of the file.
struct Inflate {
  /// The data is damaged or ends early.
  struct Damaged: Error {}

  private let input: [UInt8]
  private var place = 0
  private var bits: UInt32 = 0
  private var bitCount: UInt32 = 0
  private var output: [UInt8] = []
  private var passedOn = 0
  private let receive: (ArraySlice<UInt8>) -> Void

  /// The farthest distance of a repetition (RFC 1951 §3.2.5).
  private static let window = 32_768
  private static let partLength = 1 << 20

  /// Whether a file starts with the signature of gzip.
  static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// Decompresses all members of a file.
  ///
  /// - Parameters:
  ///   - receive: Receives the output part by part.
  ///   - progress: Receives the number of input bytes after each member and each block.
  /// - Throws: ``Damaged``.
  static func members(
    of input: [UInt8], receive: @escaping (ArraySlice<UInt8>) -> Void, progress: (Int) -> Void
  ) throws(Damaged) {
    var inflate = Inflate(input: input, receive: receive)
    // Zero bytes may pad the last member.
    while inflate.input[inflate.place...].contains(where: { $0 != 0 }) {
      try inflate.member(progress: progress)
    }
  }

  private init(input: [UInt8], receive: @escaping (ArraySlice<UInt8>) -> Void) {
    self.input = input
    self.receive = receive
  }

  private mutating func member(progress: (Int) -> Void) throws(Damaged) {
    try skipHeader()
    (bits, bitCount) = (0, 0)
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try storedBlock()
      case 1: try compressedBlock(Self.fixedLiterals, Self.fixedDistances)
      case 2:
        let (literals, distances) = try dynamicCodes()
        try compressedBlock(literals, distances)
      default: throw Damaged()
      }
      progress(place)
    }
    pass(upTo: output.count)
    output.removeAll(keepingCapacity: true)
    passedOn = 0
    // Checksum and length follow; whole bytes in the bit buffer belong to them.
    place += 8 - Int(bitCount / 8)
    guard place <= input.count else { throw Damaged() }
  }

  private mutating func skipHeader() throws(Damaged) {
    guard input.count - place >= 18, Self.isGzip(input[place...]), input[place + 2] == 8 else {
      throw Damaged()
    }
    let flags = input[place + 3]
    place += 10
    if flags & 4 != 0 {
      guard place + 2 <= input.count else { throw Damaged() }
      place += 2 + Int(input[place]) + Int(input[place + 1]) << 8
    }
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      guard place <= input.count, let end = input[place...].firstIndex(of: 0) else {
        throw Damaged()
      }
      place = end + 1
    }
    if flags & 2 != 0 { place += 2 }
    guard place <= input.count else { throw Damaged() }
  }

  private mutating func take(_ count: UInt32) throws(Damaged) -> Int {
    while bitCount < count {
      guard place < input.count else { throw Damaged() }
      bits |= UInt32(input[place]) << bitCount
      place += 1
      bitCount += 8
    }
    defer {
      bits >>= count
      bitCount -= count
    }
    return Int(bits & ((1 << count) - 1))
  }

  private mutating func storedBlock() throws(Damaged) {
    place -= Int(bitCount / 8)
    (bits, bitCount) = (0, 0)
    guard place + 4 <= input.count else { throw Damaged() }
    let length = Int(input[place]) | Int(input[place + 1]) << 8
    place += 4
    guard place + length <= input.count else { throw Damaged() }
    output.append(contentsOf: input[place..<place + length])
    place += length
    passFullParts()
  }

  private mutating func compressedBlock(
    _ literals: HuffmanCode, _ distances: HuffmanCode
  ) throws(Damaged) {
    while true {
      let symbol = try symbol(of: literals)
      if symbol < 256 {
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        try repetition(symbol - 257, distances)
      }
      passFullParts()
    }
  }

  private mutating func repetition(
    _ lengthSymbol: Int, _ distances: HuffmanCode
  ) throws(Damaged) {
    guard lengthSymbol < Self.lengths.count else { throw Damaged() }
    let (lengthBase, lengthBits) = Self.lengths[lengthSymbol]
    let length = lengthBase + (try take(lengthBits))
    let distanceSymbol = try symbol(of: distances)
    guard distanceSymbol < Self.distances.count else { throw Damaged() }
    let (distanceBase, distanceBits) = Self.distances[distanceSymbol]
    let distance = distanceBase + (try take(distanceBits))
    guard distance <= output.count else { throw Damaged() }
    for _ in 0..<length { output.append(output[output.count - distance]) }
  }

  private mutating func symbol(of code: HuffmanCode) throws(Damaged) -> Int {
    // A look-up of as many bits as there are; a code of the last bytes may need fewer.
    while bitCount < HuffmanCode.maximumLength, place < input.count {
      bits |= UInt32(input[place]) << bitCount
      place += 1
      bitCount += 8
    }
    let entry = code.table[Int(bits) & (code.table.count - 1)]
    let length = UInt32(entry & 15)
    guard length > 0, length <= bitCount else { throw Damaged() }
    bits >>= length
    bitCount -= length
    return Int(entry >> 4)
  }

  /// The codes of a block with its own (RFC 1951 §3.2.7).
  private mutating func dynamicCodes() throws(Damaged) -> (HuffmanCode, HuffmanCode) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<lengthCount { codeLengths[order[index]] = UInt8(try take(3)) }
    let code = try HuffmanCode(codeLengths)
    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      let symbol = try symbol(of: code)
      switch symbol {
      case 0...15: lengths.append(UInt8(symbol))
      case 16:
        guard let last = lengths.last else { throw Damaged() }
        lengths += Array(repeating: last, count: try take(2) + 3)
      case 17: lengths += Array(repeating: 0, count: try take(3) + 3)
      default: lengths += Array(repeating: 0, count: try take(7) + 11)
      }
    }
    guard lengths.count == literalCount + distanceCount else { throw Damaged() }
    return (
      try HuffmanCode(Array(lengths[..<literalCount])),
      try HuffmanCode(Array(lengths[literalCount...]))
    )
  }

  private mutating func passFullParts() {
    guard output.count - passedOn >= Self.partLength else { return }
    pass(upTo: output.count)
    output.removeFirst(output.count - Self.window)
    passedOn = output.count
  }

  private mutating func pass(upTo end: Int) {
    if end > passedOn { receive(output[passedOn..<end]) }
    passedOn = end
  }

  /// Base and extra bits of lengths, from symbol 257, and of distances (RFC 1951 §3.2.5).
  private static let lengths: [(Int, UInt32)] =
    bases(from: 3, extraBits: [8, 4, 4, 4, 4, 4]).dropLast() + [(258, 0)]
  private static let distances = bases(
    from: 1, extraBits: [4] + Array(repeating: 2, count: 13))

  /// Consecutive ranges; the index in `extraBits` is the number of extra bits of its ranges.
  private static func bases(from start: Int, extraBits: [Int]) -> [(Int, UInt32)] {
    var base = start
    var ranges: [(Int, UInt32)] = []
    for (bits, count) in extraBits.enumerated() {
      for _ in 0..<count {
        ranges.append((base, UInt32(bits)))
        base += 1 << bits
      }
    }
    return ranges
  }

  /// The fixed codes of RFC 1951 §3.2.6, which are valid.
  private static let fixedLiterals = code(
    Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
      + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))
  private static let fixedDistances = code(Array(repeating: 5, count: 30))

  private static func code(_ lengths: [UInt8]) -> HuffmanCode {
    do {
      return try HuffmanCode(lengths)
    } catch {
      preconditionFailure("the fixed codes of RFC 1951 are valid")
    }
  }
}

/// A prefix code as a table of all bit patterns of the longest code (RFC 1951 §3.2.2).
private struct HuffmanCode {
  static let maximumLength: UInt32 = 15

  /// Symbol × 16 + length of its code, by the next bits; 0 for bits that start no code.
  let table: [UInt16]

  init(_ lengths: [UInt8]) throws(Inflate.Damaged) {
    let longest = Int(lengths.max() ?? 0)
    guard longest <= Self.maximumLength else { throw Inflate.Damaged() }
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var next = [Int](repeating: 0, count: 17)
    for length in 1...15 {
      next[length + 1] = (next[length] + counts[length]) << 1
      guard next[length] + counts[length] <= 1 << length else { throw Inflate.Damaged() }
    }
    var table = [UInt16](repeating: 0, count: 1 << longest)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let code = next[Int(length)]
      next[Int(length)] += 1
      // Codes are packed from their most significant bit.
      let first = (0..<Int(length)).reduce(0) { $0 << 1 | (code >> $1 & 1) }
      for index in stride(from: first, to: table.count, by: 1 << Int(length)) {
        table[index] = UInt16(symbol) << 4 | UInt16(length)
      }
    }
    self.table = table
  }
}
