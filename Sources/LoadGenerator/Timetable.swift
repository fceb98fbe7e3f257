/// When iterations are due, told one by one: a recording of real traffic.
public struct Timetable: Hashable, Sendable {
  /// When each iteration is due, after the first one.
  public let offsets: [Duration]
  /// The time after which the whole begins again.
  public let period: Duration

  /// A timetable of offsets in their order, `speed` times as fast as they say.
  ///
  /// It begins again after its mean gap, or after a second where it has none.
  public init(offsets: [Duration], speed: Double = 1) {
    self.offsets = offsets.map { $0 / speed }
    let last = self.offsets.last ?? .zero
    let gap = last / max(1, offsets.count - 1)
    period = last + (gap > .zero ? gap : .seconds(1))
  }

  /// When iteration `index` is due, over as many rounds as it takes.
  func due(_ index: Int) -> Nanoseconds {
    let (rounds, place) = index.quotientAndRemainder(dividingBy: offsets.count)
    return offsets[place].nanoseconds + Nanoseconds(rounds) * period.nanoseconds
  }

  /// Whether there are iterations, in the order in which they are due.
  var isValid: Bool {
    !offsets.isEmpty && offsets[0] >= .zero && zip(offsets, offsets.dropFirst()).allSatisfy(<=)
  }
}
