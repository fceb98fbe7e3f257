import ArgumentParser
import IIIFBench
import LoadGenerator

/// Flags for all connections of a command.
struct ConnectionFlags: ParsableArguments {
  @Option(
    help: "A file of trusted certificates that replaces the system's.", completion: .file())
  var caFile: String?

  @Flag(help: "Accept any certificate.")
  var insecure = false

  @Option(help: "Seconds after which an incomplete answer fails.")
  var timeout: Double?

  /// Runs a body in which all connections have the settings of the flags.
  ///
  /// - Parameter credentials: Users and passwords by origin.
  /// - Throws: ``BoundError`` for a limit out of bounds, or the error of the body.
  func applied<Value>(
    credentials: [String: Credentials] = [:], _ body: () async throws -> Value
  ) async throws -> Value {
    var traffic = Traffic()
    traffic.certificateAuthorityFile = caFile
    traffic.verifiesCertificate = !insecure
    traffic.timeout = timeout ?? traffic.timeout
    if let error = BoundError([Traffic.Bounds.timeout.problem(of: timeout)].compactMap(\.self)) {
      throw error
    }
    return try await ConnectionSettings.$current.withValue(
      traffic.connectionSettings(credentials: credentials), operation: body)
  }
}
