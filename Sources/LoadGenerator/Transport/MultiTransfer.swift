import CCurl

/// A request in libcurl, and its easy handle.
final class MultiTransfer {
  let handle: UnsafeMutableRawPointer
  private let verifier: any ResponseVerifier
  private let origin: String
  private let limits: Timeouts
  /// The maximum length of any body, and of that of the pending request.
  private let maximumBodyOfAll: Int
  private var maximumBody = 0
  private let followsRedirects: Bool
  private var exchange: LoadExchange
  private var head = ResponseHead()
  private var headStarted: Nanoseconds = 0
  private var lastByte: Nanoseconds = 0
  private var headerSet = -1
  private var method = LoadRequest.Method.get
  private var isTooLarge = false
  private var leadsElsewhere = false
  /// Whether the request is pending.
  private(set) var isPending = false
  /// Connections opened by the last transfer.
  private(set) var connectionsOpened = 0

  /// The slot of the transfer.
  var slot: Int { exchange.slot }

  init(slot: Int, plan: LoadPlan, verifier: any ResponseVerifier) {
    guard let handle = curl_easy_init() else { preconditionFailure("no memory for a transfer") }
    self.handle = handle
    self.verifier = verifier
    origin = Origin(plan.origin)?.url ?? plan.origin
    limits = plan.timeouts
    maximumBodyOfAll = plan.connections.maximumBodyBytes
    followsRedirects = plan.connections.maximumRedirects > 0
    exchange = LoadExchange(slot: slot, request: 0, started: 0)
    configure(plan)
  }

  private func configure(_ plan: LoadPlan) {
    EasyOptions(plan).apply(to: handle)
    curl_easy_setopt_long(handle, CURLOPT_BUFFERSIZE, 65536)
    // By default, libcurl closes connections that were unused for two minutes.
    curl_easy_setopt_long(handle, CURLOPT_MAXAGE_CONN, 86_400)
    curl_easy_setopt_long(handle, CURLOPT_PATH_AS_IS, 1)
    curl_easy_setopt_string(handle, CURLOPT_USERAGENT, userAgent)
    if plan.connections.requestsPerConnection == 1 {
      curl_easy_setopt_long(handle, CURLOPT_FORBID_REUSE, 1)
    }
    if plan.connections.version != .http1 {
      curl_easy_setopt_long(handle, CURLOPT_PIPEWAIT, 1)
    }
    if followsRedirects {
      curl_easy_setopt_long(handle, CURLOPT_FOLLOWLOCATION, 1)
      curl_easy_setopt_long(handle, CURLOPT_MAXREDIRS, plan.connections.maximumRedirects)
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    curl_easy_setopt_pointer(handle, CURLOPT_PRIVATE, context)
    curl_easy_setopt_pointer(handle, CURLOPT_WRITEDATA, context)
    curl_easy_setopt_pointer(handle, CURLOPT_HEADERDATA, context)
    curl_easy_setopt_write(handle, CURLOPT_WRITEFUNCTION, takeBody)
    curl_easy_setopt_write(handle, CURLOPT_HEADERFUNCTION, takeHeaderLine)
  }

  func free() { curl_easy_cleanup(handle) }
}

// MARK: A transfer's course

extension MultiTransfer {
  func begin(
    request: Int, _ value: LoadRequest, at now: Nanoseconds, headers: Int,
    list: UnsafeMutablePointer<curl_slist>?
  ) {
    exchange = LoadExchange(slot: exchange.slot, request: request, started: now)
    head.clear()
    maximumBody = min(value.maximumBodyBytes, maximumBodyOfAll)
    (isTooLarge, leadsElsewhere) = (false, false)
    isPending = true
    lastByte = now
    if followsRedirects {
      // libcurl would send an explicit request target to the redirect's destination, too.
      curl_easy_setopt_string(handle, CURLOPT_URL, origin + value.target)
    } else {
      curl_easy_setopt_string(handle, CURLOPT_REQUEST_TARGET, value.target)
    }
    if value.method != method {
      method = value.method
      let option = method == .head ? CURLOPT_NOBODY : CURLOPT_HTTPGET
      curl_easy_setopt_long(handle, option, 1)
    }
    if headers != headerSet {
      headerSet = headers
      curl_easy_setopt_list(handle, CURLOPT_HTTPHEADER, list)
    }
    verifier.begin(request: request)
  }

  /// Ends the transfer with libcurl's result.
  func end(_ result: CURLcode) -> LoadExchange {
    isPending = false
    takeTimes(at: Clock.now())
    guard result == CURLE_OK else {
      exchange.outcome = .fault(fault(result))
      return exchange
    }
    let summary = ResponseSummary(
      status: head.status, bodyBytes: exchange.bodyBytes, redirects: exchange.redirects)
    exchange.outcome = Outcome(verifying: summary, fields: head.fields.span, by: verifier)
    return exchange
  }

  /// Ends a transfer that exceeds a limit.
  func abort(_ fault: Fault, at now: Nanoseconds) -> LoadExchange {
    isPending = false
    takeTimes(at: now)
    exchange.done = now
    exchange.outcome = .fault(fault)
    return exchange
  }

  /// Selects HTTP/2 without TLS, on a new or on an existing connection.
  func speakHTTP2(fromFirstByte: Bool) {
    let version = fromFirstByte ? CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE : CURL_HTTP_VERSION_2_0
    curl_easy_setopt_long(handle, CURLOPT_HTTP_VERSION, version)
  }

  /// Whether the last transfer used HTTP/2.
  var spokeHTTP2: Bool {
    var version = 0
    curl_easy_getinfo_long(handle, CURLINFO_HTTP_VERSION, &version)
    return version == CURL_HTTP_VERSION_2_0
  }

  /// The fault for the first exceeded limit, if any.
  func exceededLimit(_ now: Nanoseconds) -> Fault? {
    let (deadline, fault) = nextLimit
    let last = exchange.started + limits.total.nanoseconds
    if now <= min(deadline, last) { return nil }
    return deadline <= last || limits.isFirstByteLimit(fault) ? fault : .totalTimeout
  }

  /// The next deadline, and the fault if it passes.
  private var nextLimit: (Nanoseconds, Fault) {
    if !head.isEmpty { return (lastByte + limits.idle.nanoseconds, .idleTimeout) }
    let sent = time(CURLINFO_PRETRANSFER_TIME_T)
    if sent == 0 { return (exchange.started + limits.connect.nanoseconds, .connectTimeout) }
    return (exchange.started + sent + limits.firstByte.nanoseconds, .firstByteTimeout)
  }

  /// Whether to send the request again over a new connection.
  ///
  /// libcurl itself retries when the server has closed a kept connection before the answer, but counts
  /// retries over all transfers of a handle and gives up on every sixth.
  func shouldRetry(_ result: CURLcode) -> Bool {
    guard result == CURLE_SEND_ERROR, head.isEmpty, exchange.retries == 0 else { return false }
    exchange.retries += 1
    return true
  }

  private func fault(_ result: CURLcode) -> Fault {
    if isTooLarge { return .tooLarge }
    if head.isMalformed || leadsElsewhere { return .malformed }
    var systemError = 0
    curl_easy_getinfo_long(handle, CURLINFO_OS_ERRNO, &systemError)
    let sent = time(CURLINFO_PRETRANSFER_TIME_T)
    return Fault(
      result, systemError: systemError, timeout: sent == 0 ? .connectTimeout : .totalTimeout,
      receivedBytes: !head.isEmpty)
  }

  /// Converts libcurl's times, which count from its own start of the transfer.
  ///
  /// The first byte of the answer, which both clocks know, aligns them.
  private func takeTimes(at now: Nanoseconds) {
    var (connects, redirects) = (0, 0)
    curl_easy_getinfo_long(handle, CURLINFO_NUM_CONNECTS, &connects)
    if followsRedirects { curl_easy_getinfo_long(handle, CURLINFO_REDIRECT_COUNT, &redirects) }
    connectionsOpened = connects
    exchange.redirects = redirects
    exchange.done = now
    let sent = time(CURLINFO_PRETRANSFER_TIME_T)
    let answered = time(CURLINFO_STARTTRANSFER_TIME_T)
    if connects > 0 { exchange.opening = LoadExchange.Opening(ofConnectionIn: handle) }
    guard headStarted > exchange.started, !head.isEmpty else {
      if connects > 0 { exchange.sent = min(now, exchange.started + sent) }
      return
    }
    exchange.firstByte = headStarted
    if redirects == 0 {
      exchange.sent = max(exchange.started, headStarted - (answered - sent))
      exchange.done = min(now, max(lastByte, headStarted + time(CURLINFO_TOTAL_TIME_T) - answered))
    }
  }

  private func time(_ info: CURLINFO) -> Nanoseconds { libcurlTime(info, of: handle) }
}

// MARK: What libcurl calls

extension MultiTransfer {
  fileprivate func take(headerLine line: UnsafeBufferPointer<UInt8>) -> Bool {
    if head.isEmpty {
      headStarted = Clock.now()
      lastByte = headStarted
    }
    head.take(line)
    isTooLarge = head.isTooLarge
    leadsElsewhere = followsRedirects && head.redirectsElsewhere
    return !isTooLarge && !head.isMalformed && !leadsElsewhere
  }

  fileprivate func take(body: UnsafeBufferPointer<UInt8>) -> Bool {
    lastByte = Clock.now()
    exchange.bodyBytes += body.count
    isTooLarge = exchange.bodyBytes > maximumBody
    if !isTooLarge { verifier.body(body.span) }
    return !isTooLarge
  }
}

private let takeBody: curl_write_callback = { bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  return bytes.withMemoryRebound(to: UInt8.self, capacity: size * count) { bytes in
    Unmanaged<MultiTransfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
      $0.take(body: UnsafeBufferPointer(start: bytes, count: size * count)) ? size * count : 0
    }
  }
}

private let takeHeaderLine: curl_write_callback = { bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  return bytes.withMemoryRebound(to: UInt8.self, capacity: size * count) { bytes in
    Unmanaged<MultiTransfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
      $0.take(headerLine: UnsafeBufferPointer(start: bytes, count: size * count))
        ? size * count : 0
    }
  }
}
