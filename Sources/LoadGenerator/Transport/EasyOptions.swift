import CCurl

/// The common options of all easy handles of a load.
struct EasyOptions {
  private let plan: LoadPlan
  private let origin: Origin?

  init(_ plan: LoadPlan) {
    self.plan = plan
    origin = Origin(plan.origin)
  }

  /// Sets the options of a handle.
  func apply(to easy: UnsafeMutableRawPointer) {
    let options = plan.connections
    curl_easy_setopt_string(easy, CURLOPT_URL, origin?.url)
    curl_easy_setopt_long(easy, CURLOPT_NOSIGNAL, 1)
    // Without both, libcurl reads the environment for every request.
    curl_easy_setopt_string(easy, CURLOPT_PROXY, "")
    curl_easy_setopt_string(easy, CURLOPT_NOPROXY, "*")
    curl_easy_setopt_long(easy, CURLOPT_HTTP_VERSION, options.version.libcurlValue)
    if let socket = origin?.socket {
      curl_easy_setopt_string(easy, CURLOPT_UNIX_SOCKET_PATH, socket)
    }
    if let file = options.certificateAuthorityFile {
      curl_easy_setopt_string(easy, CURLOPT_CAINFO, file)
    }
    if !options.verifiesCertificate {
      curl_easy_setopt_long(easy, CURLOPT_SSL_VERIFYPEER, 0)
      curl_easy_setopt_long(easy, CURLOPT_SSL_VERIFYHOST, 0)
    }
    // Ours applies first; libcurl's only must not be shorter.
    let connect = min(plan.timeouts.connect.nanoseconds / 1_000_000, 1 << 30)
    curl_easy_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(connect) * 2 + 1)
  }
}

extension HTTPVersion {
  fileprivate var libcurlValue: Int {
    switch self {
    case .http1: CURL_HTTP_VERSION_1_1
    case .http2: CURL_HTTP_VERSION_2TLS
    case .http2PriorKnowledge: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
    }
  }
}

extension LoadExchange.Opening {
  /// The phases of opening a handle's new connection.
  init(ofConnectionIn easy: UnsafeMutableRawPointer) {
    let lookup = libcurlTime(CURLINFO_NAMELOOKUP_TIME_T, of: easy)
    let connect = libcurlTime(CURLINFO_CONNECT_TIME_T, of: easy)
    let tls = libcurlTime(CURLINFO_APPCONNECT_TIME_T, of: easy)
    self.init(
      nameLookup: lookup, connect: max(0, connect - lookup), tls: tls > 0 ? tls - connect : nil)
  }
}

/// A time since the start of a transfer, as measured by libcurl.
func libcurlTime(_ info: CURLINFO, of easy: UnsafeMutableRawPointer) -> Nanoseconds {
  var microseconds: curl_off_t = 0
  curl_easy_getinfo_offset(easy, info, &microseconds)
  return Nanoseconds(microseconds) * 1000
}
