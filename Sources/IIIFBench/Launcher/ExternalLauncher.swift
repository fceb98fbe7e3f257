public import Foundation

/// Takes servers that somebody else has started.
public struct ExternalLauncher: Launcher {
  /// Scheme, host and port of each server, by its name.
  public let origins: [String: String]

  /// The runtime of servers that run already.
  public var runtime: Runtime { .external }

  /// Creates a launcher.
  public init(origins: [String: String]) {
    self.origins = origins
  }

  /// Finds the server's address.
  public func prepare(_ server: ServerDescriptor) async throws -> PreparedServer {
    guard let origin = origins[server.label] ?? origins[server.name] else {
      throw LaunchError.noRecipe(server: server.label, runtime: .external)
    }
    return PreparedServer(descriptor: server, runtime: .external, provenance: ["url": origin])
  }

  /// Takes the running server; the images are those that it serves.
  public func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer {
    ExternalServer(origin: server.provenance["url"] ?? "")
  }
}

/// A server that somebody else has started, of which nothing is known but its address.
struct ExternalServer: RunningServer {
  let origin: String

  var meter: (any ResourceMeter)? { nil }

  func ending() async -> String? { nil }
  func lastLines(_ count: Int) async -> [String] { [] }
  func usage() async -> ResourceUsage? { nil }
  func processes() async -> [ServerProcess] { [] }
  func stop() async {}
}
