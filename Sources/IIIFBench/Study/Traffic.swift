package import LoadGenerator

/// The timing of a study's requests and the connections that they use.
package struct Traffic: Codable, Hashable, Sendable {
  /// The distribution of arrivals of open loops.
  package var arrivals: Schedule.Arrivals
  /// Seconds that a user of a closed loop waits before the next iteration.
  package var thinkTime: Seconds
  /// The changes of the load from the start of the window on; the last stage continues.
  package var stages: [Stage]
  /// Ends the window when a percentile reaches this precision; the window's length is the maximum.
  package var precision: StopRule.Precision?
  /// Event loops of the generator, one thread each.
  package var threads: Int
  /// Maximum connections of an open loop.
  package var maximumConnections: Int
  /// Requests after which a connection is closed; nil for no limit.
  package var requestsPerConnection: Int?
  /// The maximum number of concurrent requests on one connection of HTTP/2.
  package var streamsPerConnection: Int
  /// The maximum number of redirects that are followed.
  package var maximumRedirects: Int
  /// The version of HTTP.
  package var http: HTTPVersion
  /// A PEM file of trusted certificates that replaces the system's.
  package var certificateAuthorityFile: String?
  /// Whether a server's certificate must be trusted.
  package var verifiesCertificate: Bool
  /// The maximum time from sending a request to its last byte, in seconds.
  package var timeout: Seconds

  /// Creates a traffic; without arguments, evenly spaced arrivals over persistent connections.
  package init(
    arrivals: Schedule.Arrivals = .constant, thinkTime: Seconds = 0, stages: [Stage] = [],
    precision: StopRule.Precision? = nil, threads: Int = 1, maximumConnections: Int = 1024,
    requestsPerConnection: Int? = nil, streamsPerConnection: Int = 100, maximumRedirects: Int = 0,
    http: HTTPVersion = .http1,
    certificateAuthorityFile: String? = nil, verifiesCertificate: Bool = true,
    timeout: Seconds = 120
  ) {
    self.arrivals = arrivals
    self.thinkTime = thinkTime
    self.stages = stages
    self.precision = precision
    self.threads = threads
    self.maximumConnections = maximumConnections
    self.requestsPerConnection = requestsPerConnection
    self.streamsPerConnection = streamsPerConnection
    self.maximumRedirects = maximumRedirects
    self.http = http
    self.certificateAuthorityFile = certificateAuthorityFile
    self.verifiesCertificate = verifiesCertificate
    self.timeout = timeout
  }
}

extension Traffic {
  /// The schedule of a load; `times` are the recorded times for a replay.
  package func schedule(of load: Load, at times: [Duration]) -> Schedule {
    switch load {
    case .concurrency(let users):
      .closed(concurrency: users, thinkTime: .seconds(thinkTime))
    case .rate(let rate):
      .open(rate: rate, arrivals: arrivals, maximumConnections: maximumConnections)
    case .replaySpeed(let speed):
      .recorded(
        Timetable(offsets: times, speed: speed), maximumConnections: maximumConnections)
    }
  }

  /// The stages for the generator; a replay has none.
  package func stages(of load: Load) -> [Stage] {
    if case .replaySpeed = load { [] } else { stages }
  }

  /// The connection options for the generator.
  package var connections: ConnectionOptions {
    ConnectionOptions(
      requestsPerConnection: requestsPerConnection, maximumRedirects: maximumRedirects,
      version: http, streamsPerConnection: streamsPerConnection,
      certificateAuthorityFile: certificateAuthorityFile,
      verifiesCertificate: verifiesCertificate)
  }

  /// The settings of connections beside the load, such as those of probes.
  ///
  /// - Parameter credentials: Users and passwords by origin.
  package func connectionSettings(credentials: [String: Credentials]) -> ConnectionSettings {
    var settings = ConnectionSettings()
    settings.certificateAuthorityFile = certificateAuthorityFile
    settings.verifiesCertificate = verifiesCertificate
    settings.timeout = timeout == Traffic().timeout ? nil : .seconds(timeout)
    settings.credentials = credentials
    return settings
  }

  /// The time-outs for the generator.
  ///
  /// The first byte may take the whole time, because many servers encode an image before they send
  /// any of it.
  package var timeouts: Timeouts {
    let standard = Timeouts()
    let total = Duration.seconds(timeout)
    return Timeouts(
      connect: min(standard.connect, total), firstByte: total, idle: min(standard.idle, total),
      total: total)
  }
}
