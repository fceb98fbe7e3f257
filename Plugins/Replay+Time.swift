/// A time in a log, in nanoseconds since the epoch.
struct LogTime: Hashable {
  var nanoseconds: Int
  /// Whether the time in the log has a fraction of a second.
  var hasFraction: Bool

  /// Reads `10/Oct/2000:13:55:36 -0700`, also with a fraction or without a zone, or an ISO 8601 time
  /// such as `2023-06-11T00:00:00.061+02:00`, also with a space instead of `T`.
  ///
  /// A time without a zone is read as UTC, since only differences count.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = LogTimeReader(text)
    guard let day = reader.date() else { return nil }
    guard let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
      reader.skip(":"), let second = reader.number(2), hour < 24, minute < 60, second < 61
    else { return nil }
    let fraction = reader.fraction()
    guard let zone = reader.zone() else { return nil }
    self.init(
      seconds: day * 86_400 + hour * 3600 + minute * 60 + second - zone,
      nanoseconds: fraction ?? 0, hasFraction: fraction != nil)
  }

  /// Reads a number of seconds, milliseconds, microseconds or nanoseconds since the epoch, by its
  /// magnitude.
  init?(number: Double) {
    guard number >= 1e8, number < 1e19 else { return nil }
    var seconds = number
    while seconds >= 1e11 { seconds /= 1000 }
    let whole = seconds.rounded(.down)
    self.init(
      seconds: Int(whole), nanoseconds: Int(((seconds - whole) * 1e9).rounded(.down)),
      hasFraction: seconds != whole || number >= 1e11)
  }

  private init(seconds: Int, nanoseconds: Int, hasFraction: Bool) {
    self.nanoseconds = seconds * 1_000_000_000 + nanoseconds
    self.hasFraction = hasFraction
  }
}

/// Reads the parts of a time from left to right.
private struct LogTimeReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ digits: Int) -> Int? {
    guard rest.count >= digits else { return nil }
    var value = 0
    for byte in rest.prefix(digits) {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    rest.removeFirst(digits)
    return value
  }

  /// The days since 1 January 1970, and the separator before the time.
  mutating func date() -> Int? {
    let start = rest
    if let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
      skip("T") || skip(" ") || skip("\t"), 1...12 ~= month, 1...31 ~= day
    {
      return Self.days(year: year, month: month, day: day)
    }
    rest = start
    guard let day = number(2), skip("/"), let month = month(), skip("/"), let year = number(4),
      skip(":"), 1...31 ~= day
    else { return nil }
    return Self.days(year: year, month: month, day: day)
  }

  private mutating func month() -> Int? {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard let index = names.firstIndex(where: { rest.starts(with: $0.utf8) }) else { return nil }
    rest.removeFirst(3)
    return index + 1
  }

  /// The nanoseconds behind a point or a comma; nil if there are none.
  mutating func fraction() -> Int? {
    guard skip(".") || skip(",") else { return nil }
    var (value, scale) = (0, 100_000_000)
    while let digit = number(1) {
      value += digit * scale
      scale /= 10
    }
    return value
  }

  /// The seconds east of UTC; nil if the rest of the text is not a zone.
  mutating func zone() -> Int? {
    _ = skip(" ")
    if rest.isEmpty || (skip("Z") && rest.isEmpty) { return 0 }
    let isWest = rest.first == UInt8(ascii: "-")
    guard skip("+") || skip("-"), let hours = number(2) else { return nil }
    _ = skip(":")
    let minutes = rest.isEmpty ? 0 : number(2)
    guard let minutes, rest.isEmpty else { return nil }
    return (hours * 60 + minutes) * (isWest ? -60 : 60)
  }

  /// The days since 1 January 1970 in the Gregorian calendar.
  ///
  /// Years start in March here, so that the leap day is the last day of its year.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let leapDays = year / 4 - year / 100 + year / 400
    let daysBefore = (153 * ((month + 9) % 12) + 2) / 5
    return 365 * year + leapDays + daysBefore + day - 719_469
  }
}
