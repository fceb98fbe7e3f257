/// Records the figures of each second of active time.
///
/// Response times are recorded in a coarse histogram of the current second, of which only the used bins
/// are kept. A long load therefore needs a few kilobytes per second at any rate.
struct TimelineRecorder {
  /// The figures of one second.
  struct Second {
    var requests = 0
    var errors = 0
    var bytes = 0
    /// The used bins of ``CoarseBins``, with their counts.
    var bins: [(bin: Int, count: UInt32)] = []
  }

  /// The start of the first second: the start of the slice minus the active time before it.
  var origin: Nanoseconds = 0
  private(set) var seconds: [Second] = []
  private var current = Second()
  private var currentIndex = 0
  private var bins = [UInt32](repeating: 0, count: CoarseBins.count)

  /// Records a request.
  mutating func record(at time: Nanoseconds, responseTime: UInt64, isValid: Bool, bytes: Int) {
    let index = Int(max(0, time - origin) / 1_000_000_000)
    while index > currentIndex { closeSecond() }
    current.bytes += bytes
    if isValid {
      current.requests += 1
      bins[CoarseBins.bin(of: responseTime)] += 1
    } else {
      current.errors += 1
    }
  }

  /// Returns all seconds up to the last request.
  mutating func finish() -> [Second] {
    closeSecond()
    return seconds
  }

  private mutating func closeSecond() {
    for bin in bins.indices where bins[bin] > 0 {
      current.bins.append((bin, bins[bin]))
      bins[bin] = 0
    }
    seconds.append(current)
    current = Second()
    currentIndex += 1
  }

  /// Merges the seconds of several loops; `warmUp` is the active time before the first window.
  static func merge(_ loops: [[Second]], warmUp: Nanoseconds) -> [TimelineSecond] {
    let length = loops.map(\.count).max() ?? 0
    return (0..<length).map { index in
      var merged = TimelineSecond(
        second: index, warmUp: Nanoseconds(index) * 1_000_000_000 < warmUp,
        requests: 0, errors: 0, bytes: 0, p50: 0, p99: 0)
      var bins = [UInt64](repeating: 0, count: CoarseBins.count)
      for loop in loops where index < loop.count {
        merged.requests += loop[index].requests
        merged.errors += loop[index].errors
        merged.bytes += loop[index].bytes
        for (bin, count) in loop[index].bins { bins[bin] += UInt64(count) }
      }
      merged.p50 = CoarseBins.quantile(0.5, of: bins)
      merged.p99 = CoarseBins.quantile(0.99, of: bins)
      return merged
    }
  }
}

/// Bins of values in microseconds up to 10 minutes, each at most 1.6 % wide.
enum CoarseBins {
  private static let binsPerOctave = 64
  private static let highest: UInt64 = 600_000_000
  /// The number of bins.
  static let count = bin(of: highest) + 1

  /// The bin of a value; larger values fall into the last bin.
  static func bin(of value: UInt64) -> Int {
    let value = min(value, highest)
    if value < UInt64(binsPerOctave) { return Int(value) }
    let octave = (UInt64.bitWidth - 1 - value.leadingZeroBitCount) - 6
    return (octave + 1) * binsPerOctave + Int(value >> UInt64(octave)) - binsPerOctave
  }

  /// The value in the middle of a bin.
  static func value(of bin: Int) -> UInt64 {
    if bin < binsPerOctave { return UInt64(bin) }
    let octave = bin / binsPerOctave - 1
    let lowest = UInt64(bin % binsPerOctave + binsPerOctave) << UInt64(octave)
    return lowest + (UInt64(1) << UInt64(octave)) / 2
  }

  /// The quantile of counted values; 0 if there are none.
  static func quantile(_ share: Double, of bins: [UInt64]) -> UInt64 {
    let total = bins.reduce(0, +)
    guard total > 0 else { return 0 }
    let rank = max(1, UInt64((share * Double(total)).rounded(.up)))
    var seen: UInt64 = 0
    for (bin, count) in bins.enumerated() {
      seen += count
      if seen >= rank { return value(of: bin) }
    }
    return highest
  }
}
