import IIIF

/// The requests of the Image API in an access log or a list of URLs, and the skipped lines.
struct RequestLog: Sendable {
  /// A distinct request target of the log.
  struct Target: Sendable {
    var path: RequestPath
    /// The text in the file.
    var text: String
  }

  /// A request of the Image API.
  struct Request: Sendable {
    /// The time since the first request; nil in a list of URLs.
    var time: Duration?
    /// The index of its target.
    var target: Int
  }

  /// The distinct targets, in the order of their first lines.
  let targets: [Target]
  /// The requests in chronological order.
  let requests: [Request]
  /// The skipped lines.
  let skipped: [SkippedLines]
  /// Notes about changes, one sentence each.
  let notes: [String]
}

/// Builds a log from the parts of a file.
struct RequestLogBuilder {
  private var reader: LogLineReader
  private var incomplete: [UInt8] = []
  private var isAtStart = true
  private var targets: [RequestLog.Target] = []
  private var lines: [Line] = []
  private var places: [ArraySlice<UInt8>: Place] = [:]
  private var skipped: [SkippedLines] = []
  private var queries = 0

  /// A line with a request of the Image API.
  private struct Line {
    var time: LogTime?
    var target: Int
  }

  /// What is known of a request target.
  private enum Place {
    case target(Int, hasQuery: Bool)
    case foreign
  }

  init(format: LogFormat) { reader = LogLineReader(format: format) }

  /// Reads the complete lines of the bytes and keeps the rest.
  mutating func take(_ part: ArraySlice<UInt8>) {
    var rest = part
    if isAtStart, !part.isEmpty {
      isAtStart = false
      // The byte order mark of Windows' editors.
      if part.starts(with: [0xef, 0xbb, 0xbf]) { rest = part.dropFirst(3) }
    }
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      if incomplete.isEmpty {
        take(line: rest[..<end])
      } else {
        incomplete += rest[..<end]
        let line = incomplete
        incomplete.removeAll(keepingCapacity: true)
        take(line: line[...])
      }
      rest = rest[(end + 1)...]
    }
    incomplete += rest
  }

  /// The log of all bytes.
  mutating func log() -> RequestLog {
    if !incomplete.isEmpty {
      let line = incomplete
      incomplete = []
      take(line: line[...])
    }
    var notes: [String] = []
    if queries > 0 { notes.append("\(queries) URLs of the log are sent without their queries") }
    let requests = timed(&notes)
    return RequestLog(targets: targets, requests: requests, skipped: skipped, notes: notes)
  }

  private mutating func take(line text: ArraySlice<UInt8>) {
    switch reader.line(text) {
    case .nothing: break
    case .unreadable: skipped.count("lines in an unknown format", example: text)
    case .otherMethod(let method):
      skipped.count("requests with the method \(method)", example: text)
    case .unsuccessful(let status):
      skipped.count("requests that the server answered with the status \(status)", example: text)
    case .request(let time, let target):
      let place = places[target] ?? newPlace(of: target)
      guard case .target(let index, let hasQuery) = place else {
        skipped.count("requests that do not belong to the Image API", example: target)
        return
      }
      if hasQuery { queries += 1 }
      lines.append(Line(time: time, target: index))
    }
  }

  private mutating func newPlace(of target: ArraySlice<UInt8>) -> Place {
    let text = String(decoding: target, as: UTF8.self)
    var place = Place.foreign
    if let (path, hasQuery) = requestPath(of: text) {
      place = .target(targets.count, hasQuery: hasQuery)
      targets.append(RequestLog.Target(path: path, text: text))
    }
    // A copy, since a slice keeps the whole part of the file.
    places[Array(target)[...]] = place
    return place
  }

  /// The requests ordered by their times if all lines have one.
  ///
  /// If no time has a fraction, the requests of a second are spread over it evenly.
  private func timed(_ notes: inout [String]) -> [RequestLog.Request] {
    let times = lines.compactMap(\.time)
    guard times.count == lines.count, let first = times.map(\.nanoseconds).min() else {
      if !times.isEmpty {
        notes.append("some lines of the log have no time, so all times are ignored")
      }
      return lines.map { RequestLog.Request(time: nil, target: $0.target) }
    }
    let order = lines.indices.sorted {
      (times[$0].nanoseconds, $0) < (times[$1].nanoseconds, $1)
    }
    if times.contains(where: \.hasFraction) {
      return order.map {
        .init(time: .nanoseconds(times[$0].nanoseconds - first), target: lines[$0].target)
      }
    }
    notes.append(
      "the times in the log are whole seconds; the requests of a second are spread over it evenly")
    var requests: [RequestLog.Request] = []
    requests.reserveCapacity(order.count)
    var rest = order[...]
    while let index = rest.first {
      let time = times[index].nanoseconds
      let second = rest.prefix { times[$0].nanoseconds == time }
      for (place, index) in second.enumerated() {
        requests.append(
          .init(
            time: .nanoseconds(time - first) + .milliseconds(1000 * place / second.count),
            target: lines[index].target))
      }
      rest = rest[second.endIndex...]
    }
    return requests
  }

  /// The path of a request target, or the path in the parameter `IIIF` of FastCGI servers:
  /// `/fcgi-bin/iipsrv.fcgi?IIIF=/image/info.json`.
  private func requestPath(of target: String) -> (path: RequestPath, hasQuery: Bool)? {
    let parts = target.split(separator: "?", maxSplits: 1)
    guard let plain = parts.first else { return nil }
    if let path = RequestPath(plain) { return (path, parts.count > 1) }
    let parameters = parts.dropFirst().first?.split(separator: "&") ?? []
    guard let parameter = parameters.first(where: { $0.lowercased().hasPrefix("iiif=") }) else {
      return nil
    }
    let text = parameter.dropFirst(5)
    return RequestPath(text.hasPrefix("/") ? String(text) : "/" + text).map { ($0, false) }
  }
}

/// Lines that are skipped for the same reason.
struct SkippedLines: Sendable {
  var reason: String
  var count: Int
  /// The start of the first of these lines.
  var example: String

  var sentence: String { "\(count) \(reason), the first: \(example)" }
}

extension [SkippedLines] {
  /// Counts a line.
  mutating func count(_ reason: String, example: some Collection<UInt8>) {
    if let index = firstIndex(where: { $0.reason == reason }) {
      self[index].count += 1
      return
    }
    // A control character would act on the terminal that shows the line.
    let text = String(decoding: example.prefix(400), as: UTF8.self).unicodeScalars
      .filter { $0.properties.generalCategory != .control }
    append(
      SkippedLines(
        reason: reason, count: 1,
        example: String(String(String.UnicodeScalarView(text)).prefix(120))))
  }
}
