import IIIF

/// The requests of the Image API in an access log or a list of URLs, and what else is in it.
struct RequestLog: Sendable {
  /// A line that asks for something of the Image API.
  struct Request: Sendable {
    /// When it came, after the first one; nil in a list of URLs.
    var time: Duration?
    var path: RequestPath
    /// The request target as it stands there.
    var text: String
  }

  /// The requests, in the order in which they came.
  private(set) var requests: [Request] = []
  /// What is left out.
  private(set) var skipped: [SkippedLines] = []
  /// What is changed, a sentence each.
  private(set) var notes: [String] = []

  /// Reads a log line by line; empty lines and such as begin with `#` are passed over.
  init(_ text: String) {
    var queries = 0
    var lines: [(second: Int?, request: Request)] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let line = LogLine(line)
      switch line {
      case .nothing: break
      case .unreadable(let text):
        skipped.count("lines that are neither of a log nor URLs", example: text)
      case .otherMethod(let method, let text):
        skipped.count("requests with the method \(method)", example: text)
      case .request(let second, let target):
        guard let (path, hasQuery) = requestPath(of: target) else {
          skipped.count("requests that are none of the Image API", example: target)
          continue
        }
        if hasQuery { queries += 1 }
        lines.append((second, Request(path: path, text: target)))
      }
    }
    if queries > 0 { notes.append("\(queries) queries of the log's URLs are not sent") }
    takeTimes(of: lines)
  }

  /// Takes the lines in the order of their times, where all have one.
  ///
  /// Those of the same second are spread evenly over it, since the formats know seconds only.
  private mutating func takeTimes(of lines: [(second: Int?, request: Request)]) {
    let seconds = lines.compactMap(\.second)
    guard seconds.count == lines.count, let first = seconds.min() else {
      if !seconds.isEmpty { notes.append("some lines have no time, so the log has no timing") }
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
    notes.append("the log's times are whole seconds; the requests of each are spread over it")
    // The first one comes at the beginning.
    if let start = requests.first?.time {
      for index in requests.indices { requests[index].time? -= start }
    }
  }

  /// The path of a request target, or of the parameter in which FastCGI servers take it:
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

/// Lines that are left out for one reason.
struct SkippedLines: Sendable {
  var reason: String
  var count: Int
  /// The first of them.
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
