@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Synchronization
import Testing

@Suite struct ServerPreparationTests {
  private let notes = Notes()

  private func ready(with launchers: [any Launcher]) async throws -> [Runtime] {
    let servers = try [testServer("alpha"), testServer("beta")].map { try plannedServer($0) }
    let ready = try await ServerPreparation(
      servers: servers, origins: [:], folder: { _ in URL(filePath: "/images") }, observer: notes
    ).ready(with: launchers)
    return servers.compactMap { ready[$0.descriptor.label]?.launcher.runtime }
  }

  @Test("An engine that prepares servers but cannot run them gives way to processes")
  func engineThatRunsNothing() async throws {
    let chosen = try await ready(with: [
      Trial(runtime: .podman, notes: notes, startFailure: "no permission"),
      Trial(runtime: .process, notes: notes),
    ])
    #expect(chosen == [.process, .process])
    #expect(notes.warnings.count == 1)
    #expect(notes.warnings.first?.contains("no permission; trying process") == true)
  }

  @Test("An engine that runs servers is tried with one, which is stopped again")
  func engineInOrder() async throws {
    let chosen = try await ready(with: [
      Trial(runtime: .podman, notes: notes), Trial(runtime: .process, notes: notes),
    ])
    #expect(chosen == [.podman, .podman])
    #expect(notes.steps == ["start alpha", "stop alpha"])
    #expect(notes.warnings.isEmpty)
  }

  @Test("What was asked for by name is not tried before the run")
  func onlyLauncher() async throws {
    let failing = Trial(runtime: .podman, notes: notes, startFailure: "no permission")
    #expect(try await ready(with: [failing]) == [.podman, .podman])
    #expect(notes.steps.isEmpty)
  }
}

/// Keeps what happened.
private final class Notes: RunObserver {
  private let kept = Mutex<(steps: [String], warnings: [String])>(([], []))

  var steps: [String] { kept.withLock { $0.steps } }
  var warnings: [String] { kept.withLock { $0.warnings } }

  func note(_ step: String) { kept.withLock { $0.steps.append(step) } }

  func observe(_ event: RunEvent) {
    if case .warning(let text) = event { kept.withLock { $0.warnings.append(text) } }
  }
}

/// Prepares every server, and starts it unless it is to fail.
private struct Trial: Launcher {
  let runtime: Runtime
  let notes: Notes
  var startFailure: String?

  func prepare(_ server: ServerDescriptor) async throws -> PreparedServer {
    PreparedServer(descriptor: server, runtime: runtime, provenance: [:])
  }

  func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer {
    if let startFailure {
      throw LaunchError.system(server: server.descriptor.label, detail: startFailure)
    }
    notes.note("start \(server.descriptor.label)")
    return StartedServer(label: server.descriptor.label, notes: notes)
  }
}

private struct StartedServer: RunningServer {
  let label: String
  let notes: Notes

  var origin: String { "http://127.0.0.1:1" }
  var record: LaunchRecord? { nil }
  var meter: (any ResourceMeter)? { nil }
  func ending() async -> String? { nil }
  func lastLines(_ count: Int) async -> [String] { [] }
  func usage() async -> ResourceUsage? { nil }
  func processes() async -> [ServerProcess] { [] }
  func stop() async { notes.note("stop \(label)") }
}
