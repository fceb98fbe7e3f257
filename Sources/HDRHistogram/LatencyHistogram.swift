/// A histogram of durations in microseconds, from 1 µs to 10 minutes, with three significant digits.
///
/// Values that differ by less than the precision are equivalent: they are counted together, and the
/// highest of them stands for all. Zero is counted as well. Values beyond the range are counted in
/// ``beyond`` and enter no other figure.
///
/// The counts are all that a histogram keeps. Merging is therefore exact, and so is restoring a
/// histogram by recording the pairs of ``recordedValues`` again.
public struct LatencyHistogram: Equatable, Sendable {
  /// Number of values within the range.
  public var count: UInt64 { countInRange }

  /// Number of values beyond the range.
  public var beyond: UInt64 { countBeyond }

  @usableFromInline var counts = [UInt64](repeating: 0, count: HDRLayout.slotCount)
  @usableFromInline var countInRange: UInt64 = 0
  @usableFromInline var countBeyond: UInt64 = 0

  /// Creates an empty histogram.
  public init() {}

  /// Counts a value.
  @inlinable
  public mutating func record(_ value: UInt64) { record(value, count: 1) }

  /// Counts a value several times.
  @inlinable
  public mutating func record(_ value: UInt64, count repetitions: UInt64) {
    let slot = HDRLayout.slot(of: value)
    guard slot < counts.count else {
      countBeyond &+= repetitions
      return
    }
    counts[slot] &+= repetitions
    countInRange &+= repetitions
  }

  /// Adds the counts of another histogram.
  public mutating func add(_ other: LatencyHistogram) {
    for slot in counts.indices { counts[slot] &+= other.counts[slot] }
    countInRange &+= other.countInRange
    countBeyond &+= other.countBeyond
  }

  /// The values that are counted together with a value.
  public static func equivalents(of value: UInt64) -> ClosedRange<UInt64> {
    HDRLayout.equivalents(of: value)
  }
}
