package import Foundation

/// The time to wait that a server asks for (RFC 9110 §10.2.3).
package enum RetryAfter {
  /// The seconds until the next request, from a number of seconds or a date; nil without one.
  package static func seconds(in text: String?, now: Date = Date()) -> Int? {
    guard let text = text?.trimmingCharacters(in: .whitespaces) else { return nil }
    if let seconds = Int(text) { return max(0, seconds) }
    guard let date = date(text) else { return nil }
    let difference = date.timeIntervalSince(now).rounded(.up)
    return max(0, Int(min(difference, 1e9)))
  }

  /// A date in one of the three formats of RFC 9110 §5.6.7.
  private static func date(_ text: String) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    return [
      "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'",
      "EEE MMM d HH:mm:ss yyyy",
    ].lazy.compactMap { format in
      formatter.dateFormat = format
      return formatter.date(from: text)
    }.first
  }
}
