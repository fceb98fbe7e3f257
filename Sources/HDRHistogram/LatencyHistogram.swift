/// A histogram of durations in microseconds, from 1 µs to 10 minutes, with three significant digits.
///
/// Values that differ by less than the precision are equivalent: they are counted together, and the
/// highest of them stands for all. Zero is counted as well. Values beyond the range count as its end,
/// and ``beyond`` is their number.
///
/// Merging is exact, and so is restoring a histogram by recording the pairs of ``recordedValues``,
/// except for ``beyond``.
public struct LatencyHistogram: Equatable, Sendable {
  /// The number of values.
  public var count: UInt64 { total }

  /// The number of values beyond the range.
  public var beyond: UInt64 { countBeyond }

  @usableFromInline var counts = [UInt64](repeating: 0, count: HDRLayout.slotCount)
  @usableFromInline var total: UInt64 = 0
  @usableFromInline var countBeyond: UInt64 = 0

  /// Creates an empty histogram.
  public init() {}

  /// Counts a value.
  @inlinable
  public mutating func record(_ value: UInt64) { record(value, count: 1) }

  /// Counts a value several times.
  @inlinable
  public mutating func record(_ value: UInt64, count repetitions: UInt64) {
    var slot = HDRLayout.slot(of: value)
    if slot >= counts.count {
      slot = counts.count - 1
      countBeyond &+= repetitions
    }
    counts[slot] &+= repetitions
    total &+= repetitions
  }

  /// Adds the counts of another histogram.
  public mutating func add(_ other: LatencyHistogram) {
    for slot in counts.indices { counts[slot] &+= other.counts[slot] }
    total &+= other.total
    countBeyond &+= other.countBeyond
  }

  /// The values that are counted together with a value.
  public static func equivalents(of value: UInt64) -> ClosedRange<UInt64> {
    HDRLayout.equivalents(of: value)
  }
}
