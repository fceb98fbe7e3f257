import ArgumentParser
import IIIFBench
import LoadGenerator

/// Flags that say when requests are due, and over what they go.
struct TrafficOptions: ParsableArguments {
  @Option(
    help: .choice(
      "How the due times of open loads are spaced.", of: Choice<Schedule.Arrivals>.self))
  var arrivals: Choice<Schedule.Arrivals>?

  @Option(help: "Seconds that a user of a closed load waits before the next iteration.")
  var thinkTime: Double?

  @Option(
    help: """
      Close a window as soon as the width of the 95 % interval of the median response time, in \
      relation to the median, is this number, such as 0.05; --duration is the longest then.
      """)
  var precision: Double?

  @Option(help: "Event loops of the load generator.")
  var threads: Int?

  @Option(help: "Requests after which a connection is closed.")
  var requestsPerConnection: Int?

  @Option(help: "The most concurrent requests on one connection of HTTP/2.")
  var streamsPerConnection: Int?

  @Option(
    help: "The most redirects that are followed; operations that expect a redirect need 0.")
  var maximumRedirects: Int?

  @Option(help: .choice("Version of HTTP.", of: Choice<HTTPVersion>.self))
  var http: Choice<HTTPVersion>?

  @Option(help: "A file of certificates to trust instead of the system's.", completion: .file())
  var caFile: String?

  @Flag(help: "Take any certificate.")
  var insecure = false

  @Option(help: "Seconds after which an answer that is not complete has failed.")
  var timeout: Double?

  /// Replaces what the flags say.
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
    traffic.certificateAuthorityFile = caFile ?? traffic.certificateAuthorityFile
    if insecure { traffic.verifiesCertificate = false }
    traffic.timeout = timeout ?? traffic.timeout
  }
}
