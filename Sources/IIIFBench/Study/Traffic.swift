package import LoadGenerator

/// How the requests of a study reach a server: when they are due, and over what they go.
package struct Traffic: Codable, Hashable, Sendable {
  /// How the due times of open loads are spaced.
  package var arrivals: Schedule.Arrivals
  /// How long a user of a closed load waits before the next iteration, in seconds.
  package var thinkTime: Seconds
  /// How the load changes from the opening of the window on; the last stage stays.
  package var stages: [Stage]
  /// Close the window as soon as a percentile is known so well; its length is then the greatest.
  package var precision: StopRule.Precision?
  /// Event loops of the generator, each a thread of its own.
  package var threads: Int
  /// Connections that an open load may hold.
  package var maximumConnections: Int
  /// Requests after which a connection is closed; nil keeps connections.
  package var requestsPerConnection: Int?
  /// The most concurrent requests on one connection of HTTP/2.
  package var streamsPerConnection: Int
  /// The most redirects that are followed.
  package var maximumRedirects: Int
  /// The version of HTTP.
  package var http: HTTPVersion
  /// A file of certificates in PEM form that are trusted instead of the system's.
  package var certificateAuthorityFile: String?
  /// Whether a server's certificate has to be trusted.
  package var verifiesCertificate: Bool
  /// From the send to the last byte, in seconds: what takes longer has failed.
  package var timeout: Seconds

  /// Creates a traffic; without arguments, evenly spaced arrivals over connections that are kept.
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

extension KeyedDecodingContainer {
  /// The traffic of a study; the standard one in results from before there was a choice.
  package func decode(_ type: Traffic.Type, forKey key: Key) throws -> Traffic {
    try decodeIfPresent(type, forKey: key) ?? Traffic()
  }
}

extension Traffic {
  /// The schedule of a load, at the times that an operation knows itself where it is replayed.
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

  /// The stages of a load; a replay has none.
  package func stages(of load: Load) -> [Stage] {
    if case .replaySpeed = load { [] } else { stages }
  }

  /// The connections as the generator takes them.
  package var connections: ConnectionOptions {
    ConnectionOptions(
      requestsPerConnection: requestsPerConnection, maximumRedirects: maximumRedirects,
      version: http, streamsPerConnection: streamsPerConnection,
      certificateAuthorityFile: certificateAuthorityFile,
      verifiesCertificate: verifiesCertificate)
  }

  /// The limits of waiting as the generator takes them: none is longer than the whole.
  package var timeouts: Timeouts {
    let standard = Timeouts()
    let total = Duration.seconds(timeout)
    return Timeouts(
      connect: min(standard.connect, total), firstByte: min(standard.firstByte, total),
      idle: min(standard.idle, total), total: total)
  }
}
