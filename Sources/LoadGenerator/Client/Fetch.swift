import CCurl
import Synchronization

/// One fetch of an ``HTTPClient``, run to its end on the calling thread.
struct Fetch: Sendable {
  let url: String
  let method: LoadRequest.Method
  let headers: [HeaderField]
  let timeout: Duration
  let maximumRedirects: Int
  let maximumBodyBytes: Int
  let isCancelled: CancellationFlag
  /// Takes the body part by part instead of the response; false ends the transfer.
  var receiver: (@Sendable (ResponsePart) -> Bool)?
  /// How long a transfer may stand still; nil for as long as the whole may take.
  var idleTimeout: Duration?

  func run() throws(HTTPClientError) -> HTTPResponse {
    guard Libcurl.isReady, let handle = curl_easy_init() else {
      throw error(.transport, "libcurl cannot be used")
    }
    defer { curl_easy_cleanup(handle) }
    let list = HeaderList(headers)
    defer { list.free() }
    let sink = Sink(
      maximumBody: maximumBodyBytes, isCancelled: isCancelled, receiver: receiver)
    configure(handle, list: list, sink: sink)
    let result = withExtendedLifetime(sink) { curl_easy_perform(handle) }
    guard result == CURLE_OK else { throw failure(result, of: handle, sink: sink) }
    var status = 0
    curl_easy_getinfo_long(handle, CURLINFO_RESPONSE_CODE, &status)
    var effective: UnsafePointer<CChar>?
    curl_easy_getinfo_string(handle, CURLINFO_EFFECTIVE_URL, &effective)
    return HTTPResponse(
      status: status, headers: sink.head.headerFields, body: sink.body,
      finalURL: effective.map { String(cString: $0) } ?? url)
  }

  private func configure(_ handle: UnsafeMutableRawPointer, list: HeaderList, sink: Sink) {
    curl_easy_setopt_string(handle, CURLOPT_URL, url)
    curl_easy_setopt_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    curl_easy_setopt_string(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    curl_easy_setopt_long(handle, CURLOPT_NOSIGNAL, 1)
    curl_easy_setopt_long(handle, CURLOPT_PATH_AS_IS, 1)
    curl_easy_setopt_string(handle, CURLOPT_USERAGENT, userAgent)
    if method == .head { curl_easy_setopt_long(handle, CURLOPT_NOBODY, 1) }
    curl_easy_setopt_list(handle, CURLOPT_HTTPHEADER, list.list)
    curl_easy_setopt_long(
      handle, CURLOPT_TIMEOUT_MS, Int(min(max(timeout.nanoseconds / 1_000_000, 1), 1 << 31)))
    if let idleTimeout {
      curl_easy_setopt_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
      curl_easy_setopt_long(
        handle, CURLOPT_LOW_SPEED_TIME, max(1, Int(idleTimeout.components.seconds)))
    }
    if isOnThisHost { curl_easy_setopt_string(handle, CURLOPT_PROXY, "") }
    if maximumRedirects > 0 {
      curl_easy_setopt_long(handle, CURLOPT_FOLLOWLOCATION, 1)
      curl_easy_setopt_long(handle, CURLOPT_MAXREDIRS, maximumRedirects)
    }
    let context = Unmanaged.passUnretained(sink).toOpaque()
    curl_easy_setopt_pointer(handle, CURLOPT_WRITEDATA, context)
    curl_easy_setopt_pointer(handle, CURLOPT_HEADERDATA, context)
    curl_easy_setopt_pointer(handle, CURLOPT_XFERINFODATA, context)
    curl_easy_setopt_write(handle, CURLOPT_WRITEFUNCTION, takeBody)
    curl_easy_setopt_write(handle, CURLOPT_HEADERFUNCTION, takeHeaderLine)
    curl_easy_setopt_progress(handle, CURLOPT_XFERINFOFUNCTION, askWhetherToStop)
    curl_easy_setopt_long(handle, CURLOPT_NOPROGRESS, 0)
  }

  /// Proxies do not apply to servers of this host.
  private var isOnThisHost: Bool {
    let host = address.prefix { $0 != ":" }
    return host == "localhost" || host.hasPrefix("127.") || address.hasPrefix("[::1]")
  }

  private func failure(
    _ result: CURLcode, of handle: UnsafeMutableRawPointer, sink: Sink
  ) -> HTTPClientError {
    if sink.isTooLarge { return error(.tooLarge, "over \(maximumBodyBytes) bytes") }
    var systemError = 0
    curl_easy_getinfo_long(handle, CURLINFO_OS_ERRNO, &systemError)
    var sent: curl_off_t = 0
    curl_easy_getinfo_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &sent)
    if result == CURLE_UNSUPPORTED_PROTOCOL, sent == 0 {
      return error(.transport, "only http and https are fetched")
    }
    let fault = Fault(
      result, systemError: systemError,
      timeout: sent == 0 ? .connectTimeout : sink.head.isEmpty ? .firstByteTimeout : .totalTimeout,
      receivedBytes: !sink.head.isEmpty)
    return error(fault, Libcurl.text(result))
  }

  private func error(_ fault: Fault, _ detail: String) -> HTTPClientError {
    HTTPClientError(url: url, address: address, fault: fault, detail: detail)
  }

  /// Host and port, with the scheme's own port when the URL has none.
  private var address: String {
    guard let parsed = curl_url() else { return url }
    defer { curl_url_cleanup(parsed) }
    guard curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK else { return url }
    let host = part(CURLUPART_HOST, of: parsed)
    let port = part(CURLUPART_PORT, of: parsed)
    return "\(host):\(port)"
  }

  private func part(_ part: CURLUPart, of parsed: OpaquePointer) -> String {
    var text: UnsafeMutablePointer<CChar>?
    curl_url_get(parsed, part, &text, UInt32(CURLU_DEFAULT_PORT))
    defer { curl_free(text) }
    return text.map { String(cString: $0) } ?? ""
  }
}

/// Takes what libcurl reads for a fetch.
private final class Sink {
  private let maximumBody: Int
  private let isCancelled: CancellationFlag
  private let receiver: (@Sendable (ResponsePart) -> Bool)?
  private var status = 0
  private var received = 0
  private(set) var head = ResponseHead()
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false

  init(
    maximumBody: Int, isCancelled: CancellationFlag,
    receiver: (@Sendable (ResponsePart) -> Bool)?
  ) {
    self.maximumBody = maximumBody
    self.isCancelled = isCancelled
    self.receiver = receiver
  }

  var hasToStop: Bool { isCancelled.value.load(ordering: .relaxed) }

  func take(headerLine line: UnsafeBufferPointer<UInt8>) -> Bool {
    if line.starts(with: "HTTP/".utf8) {
      body.removeAll()
      received = 0
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
      status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
    }
    head.take(line)
    isTooLarge = head.isTooLarge
    return !head.isTooLarge && !head.isMalformed
  }

  func take(body part: UnsafeBufferPointer<UInt8>) -> Bool {
    isTooLarge = part.count > maximumBody - received
    guard !isTooLarge else { return false }
    received += part.count
    if let receiver {
      return receiver(
        ResponsePart(status: status, headers: head.headerFields, bytes: Array(part)))
    }
    body.append(contentsOf: part)
    return true
  }
}

private let takeBody: curl_write_callback = { bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
  return bytes.withMemoryRebound(to: UInt8.self, capacity: size * count) { bytes in
    sink.take(body: UnsafeBufferPointer(start: bytes, count: size * count)) ? size * count : 0
  }
}

private let takeHeaderLine: curl_write_callback = { bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
  return bytes.withMemoryRebound(to: UInt8.self, capacity: size * count) { bytes in
    let line = UnsafeBufferPointer(start: bytes, count: size * count)
    return sink.take(headerLine: line) ? size * count : 0
  }
}

private let askWhetherToStop: curl_xferinfo_callback = { context, _, _, _, _ in
  guard let context else { return 1 }
  return Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().hasToStop ? 1 : 0
}
