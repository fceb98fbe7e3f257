package import IIIFBench
package import Results
package import Foundation

/// Uses servers that run already.
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

  /// Returns the running server, which serves images of its own.
  package func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer {
    ExternalServer(origin: server.provenance["url"] ?? "")
  }
}

/// A server that runs already, of which only the address is known.
package struct ExternalServer: RunningServer {
  package let origin: String

  package var isOwn: Bool { false }
  package var meter: (any ResourceMeter)? { nil }

  package func ending() async -> String? { nil }
  package func lastLines(_ count: Int) async -> [String] { [] }
  package func usage() async -> ResourceUsage? { nil }
  package func processes() async -> [ServerProcess] { [] }
  package func stop() async {}
}
