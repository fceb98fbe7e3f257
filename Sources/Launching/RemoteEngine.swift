import IIIFBench
import ChildProcess
import Foundation
import Glibc

/// A container engine of another machine: its command line works here, but it cannot mount folders
/// of this machine, its processes are invisible, and its ports are not on loopback.
package struct RemoteEngine: Hashable, Sendable {
  /// The engine with the options that locate it, so that the next run finds it after a crash.
  package let engine: ContainerEngine
  /// The address for requests: a name, or an IP address.
  package let host: String

  /// The address at which its machine publishes ports: the one for requests, or all addresses if
  /// that is a name, which may resolve differently there.
  package var publishAddress: String {
    Self.isIPv6(host) ? "[\(host)]" : Self.isIPv4(host) ? host : "0.0.0.0"
  }

  /// Scheme, host and port of a published port.
  package func origin(port: String) -> String {
    Self.isIPv6(host) ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
  }

  private static func isIPv4(_ text: String) -> Bool {
    var address = in_addr()
    return inet_pton(AF_INET, text, &address) == 1
  }

  private static func isIPv6(_ text: String) -> Bool {
    var address = in6_addr()
    return inet_pton(AF_INET6, text, &address) == 1
  }
}

extension ContainerEngine {
  /// The engine of another machine; nil if it is this machine's.
  ///
  /// It is another machine's if `DOCKER_HOST` or a context reaches it over `ssh` or `tcp`, and if
  /// `host` is given, because a local socket may be forwarded.
  ///
  /// - Parameter host: The address for requests; by default the host of the engine's address.
  package func remote(host: String?) async throws -> RemoteEngine? {
    let place = try await place()
    let address = place.flatMap { URL(string: $0.address) }
    let isElsewhere = ["ssh", "tcp", "http", "https"].contains(address?.scheme ?? "")
    guard isElsewhere || host != nil else { return nil }
    guard let host = host ?? address?.host else { return nil }
    return RemoteEngine(
      engine: ContainerEngine(runtime, options: options + (place?.options ?? [])) ?? self,
      host: host)
  }

  /// Where the engine listens, and the options that name that place; nil if unknown.
  private func place() async throws -> (address: String, options: [String])? {
    guard runtime == .docker else { return nil }
    let outcome = try await run([
      "context", "inspect", "--format", "{{.Name}} {{.Endpoints.docker.Host}}",
    ])
    let words = outcome.output.split(whereSeparator: \.isWhitespace).map(String.init)
    guard outcome.succeeded, words.count == 2 else { return nil }
    // The address instead of `default`, because DOCKER_HOST may change.
    return words[0] == "default"
      ? (words[1], ["--host", words[1]]) : (words[1], ["--context", words[0]])
  }
}
