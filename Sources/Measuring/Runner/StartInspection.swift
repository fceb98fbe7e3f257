package import IIIFBench
package import Launching
package import Results
import LoadGenerator

/// Looks at a server that has just become ready, before its cells are measured.
package struct StartInspection: Sendable {
  package var dataset: Dataset

  /// Connections of which the connect time is taken.
  private static let connections = 20

  /// Times connections to a server and checks its caches in some formats.
  ///
  /// - Throws: `CancellationError`.
  @Sendable package func record(
    of server: PlannedServer, _ formats: Set<SourceFormat>, _ running: any RunningServer
  ) async throws -> StartRecord {
    var record = StartRecord(server: server.descriptor.label, block: 1)
    record.connectTime = await ConnectTimer(origin: running.origin)
      .measure(attempts: Self.connections)
    let probe = CacheProbe(server: server, running: running, dataset: dataset)
    for format in formats.sorted(by: { $0.name < $1.name }) {
      if let check = try await probe.check(format) { record.caches.append(check) }
    }
    return record
  }
}
