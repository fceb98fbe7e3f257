package import IIIFBench
package import Results
package import Foundation

/// Takes servers that somebody else has started.
package struct ExternalLauncher: Launcher {
  /// Scheme, host and port of each server, by its name.
  package let origins: [String: String]

  /// The runtime of servers that run already.
  package var runtime: Runtime { .external }

  /// Creates a launcher.
  package init(origins: [String: String]) {
    self.origins = origins
  }

  /// Finds the server's address.
  package func prepare(_ server: ServerDescriptor) async throws -> PreparedServer {
    guard let origin = origins[server.label] ?? origins[server.name] else {
      throw LaunchError.noRecipe(server: server.label, runtime: .external)
    }
    return PreparedServer(descriptor: server, runtime: .external, provenance: ["url": origin])
  }

  /// Takes the running server; the images are those that it serves.
  package func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer {
    ExternalServer(origin: server.provenance["url"] ?? "")
  }
}

/// A server that somebody else has started, of which nothing is known but its address.
package struct ExternalServer: RunningServer {
  package let origin: String

  package var meter: (any ResourceMeter)? { nil }

  package func ending() async -> String? { nil }
  package func lastLines(_ count: Int) async -> [String] { [] }
  package func usage() async -> ResourceUsage? { nil }
  package func processes() async -> [ServerProcess] { [] }
  package func stop() async {}
}
