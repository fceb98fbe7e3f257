import Configuration
import ArgumentParser
import IIIFBench
import LoadGenerator

/// Flags that say when requests are due, and over what they go.
struct TrafficOptions: ParsableArguments {
  @Option(
    help: "Spacing of open loads: constant or poisson.",
    transform: { try choice($0, of: "spacing of arrivals") })
  var arrivals: Schedule.Arrivals?

  @Option(help: "Seconds that a user of a closed load waits before the next iteration.")
  var thinkTime: Double?

  @Option(
    help: """
      Close a window as soon as the 95 % interval of the median response time is so narrow, in \
      per cent of the median; --duration is the longest then.
      """)
  var precision: Double?

  @Option(help: "Event loops of the load generator.")
  var threads: Int?

  @Option(help: "Requests after which a connection is given up.")
  var requestsPerConnection: Int?

  @Option(
    help: "Version of HTTP: 1.1, 2 or 2-prior-knowledge.",
    transform: { try choice($0, of: "version of HTTP") })
  var http: HTTPVersion?

  @Option(help: "A file of certificates to trust instead of the system's.", completion: .file())
  var caFile: String?

  @Flag(help: "Take any certificate.")
  var insecure = false

  @Option(help: "Seconds after which an answer that is not complete has failed.")
  var timeout: Double?

  func validate() throws {
    for (name, value) in [
      ("threads", threads), ("requests-per-connection", requestsPerConnection),
    ] {
      if let value, value < 1 { throw ValidationError("--\(name) must be 1 or more") }
    }
    for (name, value) in [("precision", precision), ("timeout", timeout)] {
      if let value, !(value > 0 && value.isFinite) {
        throw ValidationError("--\(name) must be above 0")
      }
    }
    if let thinkTime, !(thinkTime >= 0 && thinkTime.isFinite) {
      throw ValidationError("--think-time must be 0 or more seconds")
    }
  }

  /// Replaces what the flags say.
  func apply(to traffic: inout Traffic) {
    traffic.arrivals = arrivals ?? traffic.arrivals
    traffic.thinkTime = thinkTime ?? traffic.thinkTime
    if let precision {
      traffic.precision = StopRule.Precision(relativeWidth: precision / 100)
    }
    traffic.threads = threads ?? traffic.threads
    traffic.requestsPerConnection = requestsPerConnection ?? traffic.requestsPerConnection
    traffic.http = http ?? traffic.http
    traffic.certificateAuthorityFile = caFile ?? traffic.certificateAuthorityFile
    if insecure { traffic.verifiesCertificate = false }
    traffic.timeout = timeout ?? traffic.timeout
  }
}

/// The value that a word of the command line names.
///
/// - Throws: ``SelectionError`` for a word that names none.
private func choice<Value: RawRepresentable<String> & CaseIterable>(
  _ word: String, of kind: String
) throws(SelectionError) -> Value {
  guard let value = Value(rawValue: word) else {
    throw .unknown(kind, word, known: Value.allCases.map(\.rawValue))
  }
  return value
}
