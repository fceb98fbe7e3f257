import ArgumentParser
import IIIFBench
import LoadGenerator

/// Flags for the timing of requests and their connections.
struct TrafficOptions: ParsableArguments {
  @Option(
    help: .choice(
      "The distribution of arrivals of open loops.", of: Choice<Schedule.Arrivals>.self))
  var arrivals: Choice<Schedule.Arrivals>?

  @Option(help: "Seconds that a user of a closed loop waits before the next iteration.")
  var thinkTime: Double?

  @Option(
    help: """
      End a window when the width of the 95 % interval of the median response time, relative to \
      the median, reaches this number, such as 0.05; --duration is then the maximum.
      """)
  var precision: Double?

  @Option(help: "The number of event loops of the load generator.")
  var threads: Int?

  @Option(help: "The number of requests after which a connection is closed.")
  var requestsPerConnection: Int?

  @Option(help: "The maximum number of concurrent requests on one connection of HTTP/2.")
  var streamsPerConnection: Int?

  @Option(
    help:
      "The maximum number of redirects that are followed; operations that expect a redirect need 0."
  )
  var maximumRedirects: Int?

  @Option(help: .choice("The version of HTTP.", of: Choice<HTTPVersion>.self))
  var http: Choice<HTTPVersion>?

  @OptionGroup var connection: ConnectionFlags

  /// Applies the flags.
  func apply(to traffic: inout Traffic) {
    traffic.arrivals = arrivals?.value ?? traffic.arrivals
    traffic.thinkTime = thinkTime ?? traffic.thinkTime
    if let precision {
      traffic.precision = StopRule.Precision(relativeWidth: precision)
    }
    traffic.threads = threads ?? traffic.threads
    traffic.requestsPerConnection = requestsPerConnection ?? traffic.requestsPerConnection
    traffic.streamsPerConnection = streamsPerConnection ?? traffic.streamsPerConnection
    traffic.maximumRedirects = maximumRedirects ?? traffic.maximumRedirects
    traffic.http = http?.value ?? traffic.http
    traffic.certificateAuthorityFile = connection.caFile ?? traffic.certificateAuthorityFile
    if connection.insecure { traffic.verifiesCertificate = false }
    traffic.timeout = connection.timeout ?? traffic.timeout
  }
}
