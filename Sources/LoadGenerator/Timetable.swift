/// The due times of iterations: a recording of real traffic.
public struct Timetable: Hashable, Sendable {
  /// The due time of each iteration, since the start.
  public let offsets: [Duration]
  /// The time after which the timetable repeats.
  public let period: Duration

  /// Creates a timetable from offsets in increasing order, replayed at the given speed.
  ///
  /// The repetition starts one mean gap after the last offset, or one second if all are equal.
  public init(offsets: [Duration], speed: Double = 1) {
    self.offsets = offsets.map { $0 / speed }
    let last = self.offsets.last ?? .zero
    let gap = last / max(1, offsets.count - 1)
    period = last + (gap > .zero ? gap : .seconds(1))
  }

  /// The due time of iteration `index`, over all repetitions.
  func due(_ index: Int) -> Nanoseconds {
    let (rounds, place) = index.quotientAndRemainder(dividingBy: offsets.count)
    return offsets[place].nanoseconds + Nanoseconds(rounds) * period.nanoseconds
  }

  /// Whether the offsets are not empty, not negative and in increasing order.
  var isValid: Bool {
    !offsets.isEmpty && offsets[0] >= .zero && zip(offsets, offsets.dropFirst()).allSatisfy(<=)
  }
}
