/// The slots of a histogram of microseconds: Gil Tene's layout for 1 µs to 10 minutes and three
/// significant digits.
///
/// The first 2048 slots hold one value each. Every further 1024 slots cover the next power of two,
/// in steps twice as wide as those before.
@usableFromInline
enum HDRLayout {
  /// The end of the range, 10 minutes.
  static let longest: UInt64 = 600_000_000

  /// The number of slots; the last one holds the end of the range.
  static let slotCount = slot(of: longest) + 1

  /// The slot of a value; `slotCount` or more if the value lies beyond the range.
  @inlinable
  static func slot(of value: UInt64) -> Int {
    let shift = shift(of: value)
    return shift << 10 &+ Int(truncatingIfNeeded: value &>> UInt64(truncatingIfNeeded: shift))
  }

  /// The values that share a slot.
  static func values(in slot: Int) -> ClosedRange<UInt64> {
    let shift = max(0, slot >> 10 - 1)
    return range(from: UInt64(slot - shift << 10) << shift, shift: shift)
  }

  /// The values that share the slot of a value, beyond the range, too.
  static func equivalents(of value: UInt64) -> ClosedRange<UInt64> {
    let shift = shift(of: value)
    return range(from: (value >> shift) << shift, shift: shift)
  }

  private static func range(from lowest: UInt64, shift: Int) -> ClosedRange<UInt64> {
    lowest...lowest + (1 << shift - 1)
  }

  /// The number of low bits in which values of one slot differ.
  @inlinable
  static func shift(of value: UInt64) -> Int { 53 &- (value | 2047).leadingZeroBitCount }
}
