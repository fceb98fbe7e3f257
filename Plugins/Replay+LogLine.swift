/// The formats of logs, and the words of the option `format`.
enum LogFormat: String, CaseIterable {
  /// The format of each line is recognised.
  case auto
  /// Apache's and nginx' common or combined format, also with further fields.
  case combined
  /// One URL or path per line.
  case urls
  /// One JSON object per line, such as Caddy's and Traefik's logs.
  case json
  /// The extended format of W3C with a line `#Fields:`, of IIS and CloudFront.
  case w3c
  /// HAProxy's HTTP log.
  case haproxy
  /// The log of an AWS Application Load Balancer.
  case alb
}

/// A line of a log or of a list of URLs.
enum LogLine {
  /// An empty line or a comment.
  case nothing
  /// A line in another format.
  case unreadable
  /// A request with a method other than GET.
  case otherMethod(String)
  /// A request that was redirected or failed, with the status of its answer.
  case unsuccessful(Int)
  /// A request target, and the time if the line has one.
  case request(LogTime?, target: ArraySlice<UInt8>)

  /// Creates the line of a request from its parts.
  ///
  /// - Parameter status: The status of the answer; nil if the line has none.
  init(method: ArraySlice<UInt8>?, target: ArraySlice<UInt8>?, status: Int?, time: LogTime?) {
    guard let target = target.flatMap(Self.pathAndQuery) else {
      self = .unreadable
      return
    }
    if let method, !method.elementsEqual("GET".utf8) {
      self = .otherMethod(String(decoding: method, as: UTF8.self))
    } else if let status, 1...199 ~= status || (300...999 ~= status && status != 304) {
      self = .unsuccessful(status)
    } else {
      self = .request(time, target: target)
    }
  }

  /// The path and the query of a URL or a path.
  private static func pathAndQuery(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = text
    if rest.first != UInt8(ascii: "/") {
      guard let scheme = text.firstIndex(of: UInt8(ascii: ":")),
        text[scheme...].starts(with: "://".utf8),
        ["http", "https"].contains(String(decoding: text[..<scheme], as: UTF8.self).lowercased()),
        let host = text.dropFirst(scheme - text.startIndex + 3).first, !"/?#".utf8.contains(host)
      else { return nil }
      let behind = text[(scheme + 3)...]
      guard let slash = behind.firstIndex(where: { "/?#".utf8.contains($0) }),
        behind[slash] == UInt8(ascii: "/")
      else { return [UInt8(ascii: "/")] }
      rest = behind[slash...]
    }
    return rest.firstIndex(of: UInt8(ascii: "#")).map { rest[..<$0] } ?? rest
  }
}

/// Reads the lines of a log one after the other.
struct LogLineReader {
  private let format: LogFormat
  private var columns: LogColumns?

  init(format: LogFormat) { self.format = format }

  /// Reads a line without its line break.
  mutating func line(_ text: ArraySlice<UInt8>) -> LogLine {
    let line = text.trimmed
    guard let first = line.first else { return .nothing }
    if first == UInt8(ascii: "#") {
      if let columns = LogColumns(directive: line) { self.columns = columns }
      return .nothing
    }
    switch format {
    case .auto:
      if let columns { return columns.line(line) }
      if first == UInt8(ascii: "{") { return jsonLogLine(line) }
      return requestLine(line) ?? Self.address(line)
    case .combined, .haproxy, .alb: return requestLine(line) ?? .unreadable
    case .urls: return Self.address(line)
    case .json: return jsonLogLine(line)
    case .w3c: return columns?.line(line) ?? .unreadable
    }
  }

  private static func address(_ line: ArraySlice<UInt8>) -> LogLine {
    line.contains(where: isBlank)
      ? .unreadable : LogLine(method: nil, target: line, status: nil, time: nil)
  }

  /// A line with a quoted request, `"GET /path HTTP/1.1"`; nil without one.
  private func requestLine(_ line: ArraySlice<UInt8>) -> LogLine? {
    guard let request = QuotedRequest(line) else { return nil }
    let isBalancer = format == .alb || (format == .auto && isBalancerLine(line))
    let isProxy = !isBalancer && (format == .haproxy || request.behind.trimmed.isEmpty)
    let status =
      if isBalancer {
        fields(request.before).dropFirst(8).first.flatMap(statusCode)
      } else if isProxy {
        statusBehindTimers(request.before)
      } else {
        statusInFront(of: request.behind)
      }
    let time =
      isBalancer
      ? fields(request.before).dropFirst().first.flatMap { LogTime($0) }
      : bracketedTime(request.before)
    return LogLine(method: request.method, target: request.target, status: status, time: time)
  }

  /// Whether a line starts with the type of connection and the time, as those of a balancer do.
  private func isBalancerLine(_ line: ArraySlice<UInt8>) -> Bool {
    let types = ["http", "https", "h2", "grpcs", "ws", "wss"]
    let start = fields(line.prefix(64)).prefix(2)
    guard start.count == 2, let type = start.first, let time = start.last else { return false }
    return types.contains { type.elementsEqual($0.utf8) } && LogTime(time) != nil
  }

  /// The first time in square brackets.
  private func bracketedTime(_ text: ArraySlice<UInt8>) -> LogTime? {
    var rest = text
    while let start = rest.firstIndex(of: UInt8(ascii: "[")) {
      let content = rest[(start + 1)...]
      guard let end = content.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      if let time = LogTime(content[..<end]) { return time }
      rest = content
    }
    return nil
  }

  /// The status of `" 200 512 …`; a single number is a length.
  private func statusInFront(of text: ArraySlice<UInt8>) -> Int? {
    let start = fields(text.prefix(32))
    guard start.count > 1 else { return nil }
    return start.first.flatMap(statusCode)
  }

  /// The status behind HAProxy's timers: `0/0/0/5/5 200 12`.
  private func statusBehindTimers(_ text: ArraySlice<UInt8>) -> Int? {
    let words = fields(text)
    guard
      let timers = words.firstIndex(where: { word in
        word.count(where: { $0 == UInt8(ascii: "/") }) >= 3
          && word.allSatisfy { isDigit($0) || "/+-".utf8.contains($0) }
      }), words.indices.contains(timers + 1)
    else { return nil }
    return statusCode(words[timers + 1])
  }
}

/// A request in quotation marks within a line.
private struct QuotedRequest {
  var before: ArraySlice<UInt8>
  var method: ArraySlice<UInt8>
  var target: ArraySlice<UInt8>
  var behind: ArraySlice<UInt8>

  /// Finds the first quoted text that starts with a method, in upper case.
  init?(_ line: ArraySlice<UInt8>) {
    let quote = UInt8(ascii: "\"")
    var rest = line
    while let start = rest.firstIndex(of: quote) {
      let content = rest[(start + 1)...]
      let word = content.prefix { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
      if 3...10 ~= word.count, word.endIndex < content.endIndex,
        content[word.endIndex] == UInt8(ascii: " "), let end = Self.closingQuote(content)
      {
        before = line[..<start]
        method = word
        behind = content[(end + 1)...]
        target = Self.target(content[(word.endIndex + 1)..<end])
        return
      }
      rest = content
    }
    return nil
  }

  private static func closingQuote(_ text: ArraySlice<UInt8>) -> Int? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "\\") {
        index += 1
      } else if text[index] == UInt8(ascii: "\"") {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The text before the version, ` HTTP/1.1`; a target may contain spaces.
  private static func target(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let space = text.lastIndex(of: UInt8(ascii: " "))
    guard let space, text[(space + 1)...].starts(with: "HTTP/".utf8) else { return text.trimmed }
    return text[..<space].trimmed
  }
}

/// The columns of the extended log format (W3C Working Draft WD-logfile-960323).
struct LogColumns {
  private let names: [String]

  /// Reads a line such as `#Fields: date time cs-method cs-uri-stem`; nil for other lines.
  init?(directive: ArraySlice<UInt8>) {
    guard directive.starts(with: "#Fields:".utf8) else { return nil }
    names = fields(directive.dropFirst(8)).map { String(decoding: $0, as: UTF8.self) }
  }

  func line(_ text: ArraySlice<UInt8>) -> LogLine {
    let isTabbed = text.contains(UInt8(ascii: "\t"))
    let values =
      isTabbed ? text.split(separator: UInt8(ascii: "\t")) : fields(text)
    guard values.count == names.count else { return .unreadable }
    func value(_ name: String) -> ArraySlice<UInt8>? {
      names.firstIndex(of: name).map { values[$0] }.flatMap {
        $0.elementsEqual("-".utf8) ? nil : $0
      }
    }
    var target = value("cs-uri-stem") ?? value("cs-uri")
    if let query = value("cs-uri-query"), let stem = target {
      target = (Array(stem) + [UInt8(ascii: "?")] + query)[...]
    }
    let time = [value("date"), value("time")].compactMap { $0 }.joined(separator: "T".utf8)
    return LogLine(
      method: value("cs-method"), target: target,
      status: value("sc-status").flatMap(statusCode), time: LogTime(Array(time)[...]))
  }
}

/// The words of a text, separated by spaces and tabs.
private func fields(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
  text.split(whereSeparator: isBlank)
}

/// A status of three digits; nil for other texts.
private func statusCode(_ text: ArraySlice<UInt8>) -> Int? {
  guard text.count == 3, text.allSatisfy(isDigit) else { return nil }
  return Int(String(decoding: text, as: UTF8.self))
}

private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

extension ArraySlice<UInt8> {
  /// The text without spaces, tabs and carriage returns at its ends.
  fileprivate var trimmed: ArraySlice<UInt8> {
    var rest = self
    while let last = rest.last, isBlank(last) || last == UInt8(ascii: "\r") { rest.removeLast() }
    return rest.drop(while: isBlank)
  }
}
