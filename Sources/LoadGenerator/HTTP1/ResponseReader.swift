/// Parses HTTP/1.1 responses from bytes that can be split anywhere; does no I/O.
///
/// The parser is strict. It refuses what RFC 9112 allows a recipient to repair: bare line feeds, folded
/// lines, blanks before a colon, different lengths, and a length together with a transfer coding.
struct ResponseReader {
  /// The state of a response.
  enum Progress: Equatable {
    /// More bytes are needed.
    case incomplete
    /// The response is complete.
    case complete
    /// The response is invalid, and the connection cannot be used any more.
    case failed(Fault)
  }

  /// The maximum length in bytes of a header section, and of a body's trailers and chunk extensions.
  static let maximumHeadBytes = 65_536
  /// The maximum number of interim responses (1xx) before the final one.
  static let maximumInterim = 32

  /// The status code, once the header section is complete.
  private(set) var status = 0
  /// Received bytes of the body.
  private(set) var bodyBytes = 0
  /// Whether the connection can be reused, once the response is complete.
  private(set) var keepsConnection = true
  private var maximumBody: Int
  private var method = LoadRequest.Method.get
  private var state = State.complete
  /// The received part of the header section, in the first `headLength` bytes.
  private var head: [UInt8] = []
  private var headLength = 0
  private var parser = HeadParser()
  private var interim = 0
  private var chunks = ChunkReader()

  private enum State: Equatable {
    case head
    case length(Int)
    case chunked
    case untilClose
    case complete
  }

  init(maximumBody: Int = .max) { self.maximumBody = maximumBody }

  /// Whether any byte of the response has arrived.
  var hasBegun: Bool { state != .head || headLength > 0 || interim > 0 }

  /// Prepares for the response to a request with a method; its body has the maximum length of the one
  /// before if there is no other.
  mutating func begin(method: LoadRequest.Method, maximumBody: Int? = nil) {
    self.method = method
    self.maximumBody = maximumBody ?? self.maximumBody
    state = .head
    beginHead()
    (status, bodyBytes, interim) = (0, 0, 0)
    keepsConnection = true
  }

  /// Passes the header fields of the complete response to a closure, as lines that end in CR LF.
  ///
  /// Logically non-mutating; `mutating` only avoids a copy.
  mutating func withFields<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    let fields = parser.framing.fieldsStart..<max(parser.framing.fieldsStart, headLength - 2)
    return body(head.span.extracting(fields))
  }

  /// Parses received bytes and passes the parts of the body to a closure.
  ///
  /// Bytes after the response are a failure, since there is no request that they could answer.
  mutating func read(_ bytes: Span<UInt8>, body: (Span<UInt8>) -> Void) -> Progress {
    var position = 0
    while position < bytes.count {
      let progress: Progress
      switch state {
      case .head: progress = readHead(bytes, at: &position)
      case .length(let rest): progress = readBody(bytes, at: &position, rest: rest, body)
      case .chunked: progress = readChunks(bytes, at: &position, body)
      case .untilClose: progress = readBody(bytes, at: &position, rest: .max, body)
      case .complete: return .failed(.malformed)
      }
      if case .failed = progress { return progress }
    }
    return state == .complete ? .complete : .incomplete
  }

  /// Handles the orderly end of the connection.
  mutating func endOfConnection() -> Progress {
    switch state {
    case .untilClose, .complete:
      state = .complete
      return .complete
    case .head:
      return .failed(hasBegun ? .truncated : .reset)
    case .length, .chunked: return .failed(.truncated)
    }
  }
}

// MARK: Head

extension ResponseReader {
  private mutating func beginHead() {
    headLength = 0
    parser = HeadParser()
  }

  private mutating func readHead(_ bytes: Span<UInt8>, at position: inout Int) -> Progress {
    let before = headLength
    let room = min(bytes.count - position, Self.maximumHeadBytes - before)
    let input = bytes.extracting(position..<(position + room))
    let progress: HeadParser.Progress
    if before > 0 {
      keep(input)
      var parser = parser
      progress = parser.read(head.span.extracting(first: headLength))
      self.parser = parser
    } else {
      // A section that arrives in one piece is parsed in place.
      progress = parser.read(input)
    }
    switch progress {
    case .malformed: return .failed(.malformed)
    case .incomplete:
      if before == 0 { keep(input) }
      position += room
      return headLength < Self.maximumHeadBytes ? .incomplete : .failed(.tooLarge)
    case .complete(let end):
      if before == 0 { keep(input.extracting(first: end)) }
      headLength = end
      position += end - before
      return endHead()
    }
  }

  /// Appends bytes to the header section.
  private mutating func keep(_ bytes: Span<UInt8>) {
    let length = headLength + bytes.count
    if length > head.count {
      let size = min(max(1024, 2 * length), Self.maximumHeadBytes)
      head += [UInt8](repeating: 0, count: size - head.count)
    }
    head.withUnsafeMutableBytes { head in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: head[headLength...]).copyMemory(from: $0)
      }
    }
    headLength = length
  }

  private mutating func endHead() -> Progress {
    let framing = parser.framing
    if framing.status < 200 {
      interim += 1
      beginHead()
      // 101 switches to another protocol, which was not requested.
      return framing.status == 101 || interim > Self.maximumInterim
        ? .failed(.malformed) : .incomplete
    }
    status = framing.status
    keepsConnection = framing.keepsConnection
    return startBody(framing)
  }

  private mutating func startBody(_ framing: ResponseFraming) -> Progress {
    if method == .head || status == 204 || status == 304 {
      state = .complete
    } else if framing.isChunked {
      state = .chunked
      chunks = ChunkReader()
    } else if let length = framing.contentLength {
      if length > maximumBody { return .failed(.tooLarge) }
      state = length == 0 ? .complete : .length(length)
    } else {
      state = .untilClose
      keepsConnection = false
    }
    return .incomplete
  }
}

// MARK: Body

extension ResponseReader {
  private mutating func readBody(
    _ bytes: Span<UInt8>, at position: inout Int, rest: Int, _ body: (Span<UInt8>) -> Void
  ) -> Progress {
    let count = min(rest, bytes.count - position)
    if let failure = take(bytes.extracting(position..<(position + count)), body) { return failure }
    position += count
    if case .length = state { state = rest == count ? .complete : .length(rest - count) }
    return .incomplete
  }

  private mutating func readChunks(
    _ bytes: Span<UInt8>, at position: inout Int, _ body: (Span<UInt8>) -> Void
  ) -> Progress {
    while position < bytes.count {
      switch chunks.read(bytes, at: &position) {
      case .incomplete: return .incomplete
      case .data(let range):
        if let failure = take(bytes.extracting(range), body) { return failure }
      case .complete:
        state = .complete
        return .incomplete
      case .failed(let fault): return .failed(fault)
      }
    }
    return .incomplete
  }

  private mutating func take(
    _ part: Span<UInt8>, _ body: (Span<UInt8>) -> Void
  ) -> Progress? {
    bodyBytes += part.count
    if bodyBytes > maximumBody { return .failed(.tooLarge) }
    body(part)
    return nil
  }
}
