/// A hash that distinguishes bodies, computed from samples of the bytes.
///
/// It covers the length, the first 1,024 bytes, 64 bytes at every multiple of 4,096 and the last
/// 128 bytes. That suffices to notice another picture: images are entropy-coded, so that a change
/// alters the length and shifts the bits of all that follows. It can miss a confined change, such
/// as one tile of an uncompressed TIFF. A hash of all bytes would cost more than the rest of the
/// work for an answer.
///
/// It does not depend on the parts in which the body arrives.
package struct BodyFingerprint {
  fileprivate static let sampleLength = 64
  private static let tailLength = 128

  private var position = 0
  private var nextSample = 0
  private var lanes = Lanes()
  /// The received bytes of a sample that spans several parts.
  private var sample = [UInt8](repeating: 0, count: sampleLength)
  private var sampleCount = 0
  private var tail = [UInt8](repeating: 0, count: tailLength)

  package init() {}

  package mutating func reset() {
    position = 0
    nextSample = 0
    lanes = Lanes()
    sampleCount = 0
  }

  package mutating func consume(_ part: Span<UInt8>) {
    let end = position + part.count
    while nextSample + sampleCount < end {
      let start = nextSample + sampleCount - position
      if sampleCount == 0, nextSample + Self.sampleLength <= end {
        lanes = lanes.mixing(part.bytes, at: start)
        finishSample()
      } else {
        let taken = min(Self.sampleLength - sampleCount, part.count - start)
        keep(part.extracting(start..<start + taken))
        guard sampleCount == Self.sampleLength else { break }
        lanes = lanes.mixing(sample.span.bytes, at: 0)
        finishSample()
      }
    }
    keepTail(of: part)
    position = end
  }

  /// The hash, which is never 0.
  package mutating func finish() -> UInt64 {
    // A sample cut short by the end is omitted: the tail covers it. Before a short body, the tail
    // holds the end of the last one.
    for index in 0..<max(0, Self.tailLength - position) { tail[index] = 0 }
    var lanes = lanes
    for offset in stride(from: 0, to: Self.tailLength, by: Self.sampleLength) {
      lanes = lanes.mixing(tail.span.bytes, at: offset)
    }
    return lanes.number(length: position)
  }

  private mutating func finishSample() {
    sampleCount = 0
    let next = nextSample + Self.sampleLength
    nextSample = next < 1024 ? next : (nextSample / 4096 + 1) * 4096
  }

  /// Adds bytes to the current sample.
  private mutating func keep(_ bytes: Span<UInt8>) {
    let place = sampleCount
    sampleCount += bytes.count
    var target = sample.mutableSpan
    for index in bytes.indices { target[place + index] = bytes[index] }
  }

  private mutating func keepTail(of part: Span<UInt8>) {
    let length = Self.tailLength
    guard part.count < length else {
      let source = part.bytes.extracting(last: length)
      var target = tail.mutableSpan
      var bytes = target.mutableBytes
      for offset in stride(from: 0, to: length, by: 8) {
        let word = source.unsafeLoadUnaligned(
          fromUncheckedByteOffset: offset, as: UInt64.self)
        bytes.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
      }
      return
    }
    let kept = length - part.count
    for index in 0..<kept { tail[index] = tail[index + part.count] }
    for index in 0..<part.count { tail[kept + index] = part[index] }
  }
}

/// A two-lane hash state in the manner of wyhash.
private struct Lanes {
  private var first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var second: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  /// Mixes in 64 bytes, 16 at a time in each lane.
  @inline(__always)
  func mixing(_ bytes: RawSpan, at start: Int) -> Lanes {
    let bytes = bytes.extracting(start..<start + BodyFingerprint.sampleLength)
    let (first, second) = stir(first, second, bytes, 0)
    let (third, fourth) = stir(first, second, bytes, 32)
    return Lanes(first: third, second: fourth)
  }

  /// Mixes in 32 bytes.
  @inline(__always)
  private func stir(
    _ first: UInt64, _ second: UInt64, _ bytes: RawSpan, _ offset: Int
  ) -> (UInt64, UInt64) {
    (
      fold(first ^ word(bytes, offset), word(bytes, offset + 8) ^ 0xE703_7ED1_A0B4_28DB),
      fold(second ^ word(bytes, offset + 16), word(bytes, offset + 24) ^ 0x8EBC_6AF0_9C88_C6E3)
    )
  }

  /// The hash of both lanes and the length, which is never 0.
  func number(length: Int) -> UInt64 {
    let number = fold(first ^ UInt64(length), second ^ 0xA076_1D64_78BD_642F)
    return number == 0 ? 1 : number
  }

  /// A word of a span whose length has been checked.
  private func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
    bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
  }

  /// The folded product of two words, to which every bit contributes.
  private func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
