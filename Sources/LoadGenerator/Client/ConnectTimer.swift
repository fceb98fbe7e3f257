import CCurl
import Statistics

/// Measures the time to connect to a server, without sending a request.
public struct ConnectTimer: Sendable {
  private let origin: String
  private let timeout: Duration
  private let settings = ConnectionSettings.current

  /// Creates a timer for an origin as in ``LoadPlan/origin``; an attempt that exceeds `timeout` fails.
  public init(origin: String, timeout: Duration = .seconds(2)) {
    self.origin = origin
    self.timeout = timeout
  }

  /// Connects repeatedly, one connection after another.
  ///
  /// - Returns: The figures; nil if no attempt succeeded.
  public func measure(attempts: Int) async -> ConnectTime? {
    let measured = try? await onThread { () throws(LoadError) in
      (0..<attempts).compactMap { _ in connect() }
    }
    return measured.flatMap { ConnectTime(microseconds: $0, attempts: attempts) }
  }

  /// The time of one connection in microseconds, without the name look-up; nil if it failed.
  private func connect() -> Double? {
    guard let origin = Origin(origin), Libcurl.isReady, let handle = curl_easy_init() else {
      return nil
    }
    defer { curl_easy_cleanup(handle) }
    curl_easy_setopt_string(handle, CURLOPT_URL, origin.url)
    if let socket = origin.socket {
      curl_easy_setopt_string(handle, CURLOPT_UNIX_SOCKET_PATH, socket)
    }
    curl_easy_setopt_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    curl_easy_setopt_string(handle, CURLOPT_PROXY, "")
    settings.apply(to: handle)
    curl_easy_setopt_long(handle, CURLOPT_NOSIGNAL, 1)
    curl_easy_setopt_long(handle, CURLOPT_CONNECT_ONLY, 1)
    curl_easy_setopt_long(handle, CURLOPT_FRESH_CONNECT, 1)
    curl_easy_setopt_long(
      handle, CURLOPT_TIMEOUT_MS, Int(max(timeout.nanoseconds / 1_000_000, 1)))
    guard curl_easy_perform(handle) == CURLE_OK else { return nil }
    var (connected, lookedUp): (curl_off_t, curl_off_t) = (0, 0)
    curl_easy_getinfo_offset(handle, CURLINFO_CONNECT_TIME_T, &connected)
    curl_easy_getinfo_offset(handle, CURLINFO_NAMELOOKUP_TIME_T, &lookedUp)
    return Double(connected - lookedUp)
  }
}

/// The time to connect to a server in microseconds: over a network, one round trip.
public struct ConnectTime: Codable, Hashable, Sendable {
  /// The number of attempts.
  public var attempts: Int
  /// The number of successful attempts.
  public var connections: Int
  /// The median.
  public var median: Double
  /// The standard deviation; 0 for one connection.
  public var deviation: Double

  /// Computes the figures; nil without a connection.
  public init?(microseconds values: [Double], attempts: Int) {
    guard let median = Statistics.median(values) else { return nil }
    self.attempts = attempts
    connections = values.count
    self.median = median
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = (squares / Double(max(1, values.count - 1))).squareRoot()
  }
}
