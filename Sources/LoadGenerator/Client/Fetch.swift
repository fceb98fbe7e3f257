import CCurl
import Synchronization

/// One fetch of an ``HTTPClient``, run to its end on the calling thread.
struct Fetch: Sendable {
  let url: String
  let method: LoadRequest.Method
  let headers: [HeaderField]
  let timeout: Duration
  let settings: ConnectionSettings
  let maximumRedirects: Int
  let client: HTTPClient
  let isCancelled: CancellationFlag
  /// Receives the body part by part; false ends the transfer.
  var receiver: (@Sendable (ResponsePart) -> Bool)?
  /// The longest time without data; nil for no limit but `timeout`.
  var idleTimeout: Duration?

  func run() throws(HTTPClientError) -> HTTPResponse {
    let address = try checkedAddress()
    guard Libcurl.isReady, let handle = curl_easy_init() else {
      throw error(.transport, at: "\(address)", "libcurl cannot be used")
    }
    defer { curl_easy_cleanup(handle) }
    // A server that encodes unasked is decoded, but not asked to encode.
    let own = client.headers.filter { headers.value(ofField: $0.name) == nil }
    let list = HeaderList(
      headers + own, withoutOwn: client.decodesContent ? ["Accept-Encoding"] : [])
    defer { list.free() }
    let sink = Sink(
      maximumBody: receiver == nil ? client.maximumBodyBytes : .max,
      followsRedirects: maximumRedirects > 0,
      isCancelled: isCancelled, receiver: receiver)
    configure(handle, list: list, sink: sink)
    if let socket = address.socket {
      curl_easy_setopt_string(handle, CURLOPT_URL, socket.plain)
      curl_easy_setopt_string(handle, CURLOPT_UNIX_SOCKET_PATH, socket.socket)
    }
    if address.isOnThisHost { curl_easy_setopt_string(handle, CURLOPT_PROXY, "") }
    let result = withExtendedLifetime(sink) { curl_easy_perform(handle) }
    guard result == CURLE_OK else {
      throw failure(result, of: handle, at: "\(address)", sink: sink)
    }
    var status = 0
    curl_easy_getinfo_long(handle, CURLINFO_RESPONSE_CODE, &status)
    var effective: UnsafePointer<CChar>?
    curl_easy_getinfo_string(handle, CURLINFO_EFFECTIVE_URL, &effective)
    return HTTPResponse(
      status: status, headers: sink.head.headerFields, body: sink.body,
      finalURL: effective.map { address.url(of: String(cString: $0)) } ?? url)
  }

  private func configure(_ handle: UnsafeMutableRawPointer, list: HeaderList, sink: Sink) {
    curl_easy_setopt_string(handle, CURLOPT_URL, url)
    curl_easy_setopt_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    curl_easy_setopt_string(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    curl_easy_setopt_long(handle, CURLOPT_NOSIGNAL, 1)
    curl_easy_setopt_long(handle, CURLOPT_PATH_AS_IS, 1)
    curl_easy_setopt_string(handle, CURLOPT_USERAGENT, userAgent)
    if client.decodesContent { curl_easy_setopt_string(handle, CURLOPT_ACCEPT_ENCODING, "") }
    if client.refusesPrivateAddresses, !Environment.hasProxy {
      curl_easy_setopt_pointer(
        handle, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(sink).toOpaque())
      curl_easy_setopt_opensocket(handle, CURLOPT_OPENSOCKETFUNCTION, openPublicSocket)
    }
    if method == .head { curl_easy_setopt_long(handle, CURLOPT_NOBODY, 1) }
    curl_easy_setopt_list(handle, CURLOPT_HTTPHEADER, list.list)
    settings.apply(to: handle)
    curl_easy_setopt_long(
      handle, CURLOPT_TIMEOUT_MS, Int(min(max(timeout.nanoseconds / 1_000_000, 1), 1 << 31)))
    if let idleTimeout {
      curl_easy_setopt_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
      curl_easy_setopt_long(
        handle, CURLOPT_LOW_SPEED_TIME, max(1, Int(idleTimeout.components.seconds)))
    }
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

  private func checkedAddress() throws(HTTPClientError) -> HTTPAddress {
    do {
      return try HTTPAddress(url)
    } catch {
      throw HTTPClientError(
        url: url, address: url, fault: .transport, detail: error.rawValue, isRefused: true)
    }
  }

  private func failure(
    _ result: CURLcode, of handle: UnsafeMutableRawPointer, at address: String, sink: Sink
  ) -> HTTPClientError {
    if sink.head.isTooLarge {
      return error(
        .tooLarge, at: address, "its header section has over \(ResponseHead.maximumBytes) bytes")
    }
    if sink.isTooLarge {
      return error(.tooLarge, at: address, "over \(client.maximumBodyBytes) bytes")
    }
    if sink.isPrivate {
      return HTTPClientError(
        url: url, address: address, fault: .unreachable,
        detail: "a private address, named by a public server", isRefused: true)
    }
    if sink.head.isMalformed { return error(.malformed, at: address, "too many header sections") }
    if sink.leadsElsewhere {
      return error(.malformed, at: address, "it redirects to neither http nor https")
    }
    var systemError = 0
    curl_easy_getinfo_long(handle, CURLINFO_OS_ERRNO, &systemError)
    var sent: curl_off_t = 0
    curl_easy_getinfo_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &sent)
    let fault = Fault(
      result, systemError: systemError,
      timeout: sent == 0 ? .connectTimeout : sink.head.isEmpty ? .firstByteTimeout : .totalTimeout,
      receivedBytes: !sink.head.isEmpty)
    return error(
      fault, at: address, Libcurl.detail(of: result, systemError: systemError) ?? "")
  }

  private func error(
    _ fault: Fault, at address: String, _ detail: String
  ) -> HTTPClientError {
    HTTPClientError(url: url, address: address, fault: fault, detail: detail)
  }
}

/// Receives the header lines and the body of a fetch from libcurl.
private final class Sink {
  private let maximumBody: Int
  private let followsRedirects: Bool
  private let isCancelled: CancellationFlag
  private let receiver: (@Sendable (ResponsePart) -> Bool)?
  private var received = 0
  private(set) var head = ResponseHead()
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false
  private(set) var leadsElsewhere = false
  fileprivate(set) var isPrivate = false

  init(
    maximumBody: Int, followsRedirects: Bool, isCancelled: CancellationFlag,
    receiver: (@Sendable (ResponsePart) -> Bool)?
  ) {
    self.maximumBody = maximumBody
    self.followsRedirects = followsRedirects
    self.isCancelled = isCancelled
    self.receiver = receiver
  }

  var hasToStop: Bool { isCancelled.value.load(ordering: .relaxed) }

  func take(headerLine line: UnsafeBufferPointer<UInt8>) -> Bool {
    if line.starts(with: "HTTP/".utf8) {
      body.removeAll()
      received = 0
    }
    head.take(line)
    isTooLarge = head.isTooLarge
    leadsElsewhere = followsRedirects && head.redirectsElsewhere
    return !isTooLarge && !head.isMalformed && !leadsElsewhere
  }

  func take(body part: UnsafeBufferPointer<UInt8>) -> Bool {
    isTooLarge = part.count > maximumBody - received
    guard !isTooLarge else { return false }
    received += part.count
    if let receiver {
      return receiver(
        ResponsePart(status: head.status, headers: head.headerFields, bytes: Array(part)))
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

private let openPublicSocket: curl_opensocket_callback = { context, _, address in
  guard let context, let address else { return -1 }
  if curl_sockaddr_is_private(address) == 0 { return curl_sockaddr_open(address) }
  Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().isPrivate = true
  return -1
}
