import IIIF

/// The requests of the Image API in an access log or a list of URLs, and the skipped lines.
struct RequestLog: Sendable {
  /// A request of the Image API.
  struct Request: Sendable {
    /// The time since the first request; nil in a list of URLs.
    var time: Duration?
    var path: RequestPath
    /// The request target in the file.
    var text: String
  }

  /// The requests in chronological order.
  private(set) var requests: [Request] = []
  /// The skipped lines.
  private(set) var skipped: [SkippedLines] = []
  /// Notes about changes, one sentence each.
  private(set) var notes: [String] = []

  /// Parses a log line by line; ignores empty lines and lines that start with `#`.
  init(_ text: String) {
    var queries = 0
    var lines: [(second: Int?, request: Request)] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let line = LogLine(line)
      switch line {
      case .nothing: break
      case .unreadable(let text):
        skipped.count("lines in an unknown format", example: text)
      case .otherMethod(let method, let text):
        skipped.count("requests with the method \(method)", example: text)
      case .request(let second, let target):
        guard let (path, hasQuery) = requestPath(of: target) else {
          skipped.count("requests that do not belong to the Image API", example: target)
          continue
        }
        if hasQuery { queries += 1 }
        lines.append((second, Request(path: path, text: target)))
      }
    }
    if queries > 0 { notes.append("\(queries) URLs of the log are sent without their queries") }
    takeTimes(of: lines)
  }

  /// Orders the lines by their times if all have one.
  ///
  /// The formats have a resolution of one second. Requests of the same second are spread over it evenly.
  private mutating func takeTimes(of lines: [(second: Int?, request: Request)]) {
    let seconds = lines.compactMap(\.second)
    guard seconds.count == lines.count, let first = seconds.min() else {
      if !seconds.isEmpty {
        notes.append("some lines of the log have no time, so all times are ignored")
      }
      requests = lines.map(\.request)
      return
    }
    let groups = Dictionary(grouping: lines.indices) { seconds[$0] }
    for (second, members) in groups.sorted(by: { $0.key < $1.key }) {
      for (place, index) in members.enumerated() {
        var request = lines[index].request
        request.time =
          .seconds(second - first) + .milliseconds(1000 * place / members.count)
        requests.append(request)
      }
    }
    notes.append(
      "the times in the log are whole seconds; the requests of a second are spread over it evenly")
    // The first request has the time 0.
    if let start = requests.first?.time {
      for index in requests.indices { requests[index].time? -= start }
    }
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
  /// The first of these lines.
  var example: String

  var sentence: String { "\(count) \(reason), the first: \(example.prefix(120))" }
}

extension [SkippedLines] {
  /// Counts a line.
  mutating func count(_ reason: String, example: String) {
    if let index = firstIndex(where: { $0.reason == reason }) {
      self[index].count += 1
    } else {
      append(SkippedLines(reason: reason, count: 1, example: example))
    }
  }
}
