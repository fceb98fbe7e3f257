/// A line of an access log in the common or combined format, or of a list of URLs.
///
/// A log contains lines such as `HOST IDENT USER [10/Oct/2000:13:55:36 -0700] "GET /path HTTP/1.1"
/// STATUS BYTES …`, a list contains URLs or paths.
enum LogLine: Hashable {
  /// An empty line or a comment.
  case nothing
  /// A line in another format.
  case unreadable(String)
  /// A request with a method other than GET.
  case otherMethod(String, String)
  /// A request target and its time in seconds since the epoch, if it has one.
  case request(second: Int?, target: String)

  init(_ line: Substring) {
    let text = line.drop { $0.isWhitespace }
    let whole = String(line)
    if text.isEmpty || text.hasPrefix("#") {
      self = .nothing
    } else if let match = text.firstMatch(
      of: #/^\S+ \S+ .*?\[([^\]]*)\] "((?:[^"\\]|\\.)*)" (?:\d{3}|-)(?: |$)/#)
    {
      let words = match.output.2.split(separator: " ")
      guard let second = LogLine.second(match.output.1), words.count == 2 || words.count == 3
      else {
        self = .unreadable(whole)
        return
      }
      guard words[0] == "GET" else {
        self = .otherMethod(String(words[0]), whole)
        return
      }
      self =
        LogLine.target(of: words[1]).map { .request(second: second, target: $0) }
        ?? .unreadable(whole)
    } else {
      let word = text.prefix { !$0.isWhitespace }
      self =
        text.dropFirst(word.count).allSatisfy(\.isWhitespace)
        ? LogLine.target(of: word).map { .request(second: nil, target: $0) } ?? .unreadable(whole)
        : .unreadable(whole)
    }
  }

  /// The path and the query of a URL or a path.
  private static func target(of text: Substring) -> String? {
    if text.hasPrefix("/") { return String(text.prefix { $0 != "#" }) }
    guard let match = text.wholeMatch(of: /[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\/?#]+(\/[^#]*)?(?:#.*)?/)
    else {
      return nil
    }
    return match.output.1.map(String.init) ?? "/"
  }

  /// The seconds since the epoch of a time such as `10/Oct/2000:13:55:36 -0700`.
  private static func second(_ text: Substring) -> Int? {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard
      let match = text.wholeMatch(
        of: /(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)/),
      let month = months.firstIndex(of: String(match.output.2)), let day = Int(match.output.1),
      let year = Int(match.output.3), let hour = Int(match.output.4),
      let minute = Int(match.output.5), let second = Int(match.output.6),
      let zoneHours = Int(match.output.8), let zoneMinutes = Int(match.output.9)
    else { return nil }
    let zone = (zoneHours * 60 + zoneMinutes) * (match.output.7 == "-" ? -60 : 60)
    return days(year: year, month: month + 1, day: day) * 86_400 + hour * 3600 + minute * 60
      + second - zone
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
