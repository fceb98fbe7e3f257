package import ChildProcess
package import IIIFBench
import LoadGenerator
import Foundation

/// A container engine, called by its command line.
package struct ContainerEngine: Codable, Hashable, Sendable {
  /// The label of the containers of a run; its value is the run's identifier.
  package static let label = "org.iiif-bench.run"

  /// The longest wait for an engine's version.
  private static let patience = Duration.seconds(20)

  /// Docker, Podman or nerdctl.
  package let runtime: Runtime
  /// Options that stand before every subcommand: `--runtime runc`.
  package let options: [String]

  /// Nil if `runtime` is not a container engine.
  package init?(_ runtime: Runtime, options: [String] = []) {
    switch runtime {
    case .docker, .podman, .nerdctl: break
    case .process, .external: return nil
    }
    self.runtime = runtime
    self.options = options
  }

  /// The name of its program.
  package var program: String { runtime.rawValue }

  /// The version of the running engine.
  ///
  /// - Throws: ``LaunchError/missingProgram(name:package:)`` or
  ///   ``LaunchError/engineUnavailable(engine:detail:)``.
  package func version() async throws -> String {
    guard SearchPath().find(program) != nil else {
      throw LaunchError.missingProgram(name: program, package: package)
    }
    let outcome = try await answer(
      runtime == .docker
        ? ["version", "--format", "{{.Server.Version}}"]
        : ["info", "--format", runtime == .podman ? "{{.Version.Version}}" : "{{.ServerVersion}}"])
    let version = outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    guard outcome.succeeded, !version.isEmpty else {
      throw LaunchError.engineUnavailable(
        engine: program, detail: outcome.lastLines(1).first ?? outcome.ending)
    }
    return version
  }

  /// The outcome of a call that a working engine answers at once.
  ///
  /// - Throws: ``LaunchError/engineUnavailable(engine:detail:)`` if it does not.
  private func answer(_ arguments: [String]) async throws -> Command.Completion {
    try await withThrowingTaskGroup(of: Command.Completion.self) { group in
      group.addTask { try await run(arguments) }
      group.addTask {
        try await Task.sleep(for: Self.patience)
        throw LaunchError.engineUnavailable(
          engine: program, detail: "no answer within \(Self.patience.components.seconds) s")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }

  /// Whether it is installed and answers.
  package func available() async -> Bool {
    (try? await version()) != nil
  }

  /// The first of the engines that answers.
  package static func firstAvailable(options: [String] = []) async -> ContainerEngine? {
    for runtime in [Runtime.docker, .podman, .nerdctl] {
      if let engine = ContainerEngine(runtime, options: options), await engine.available() {
        return engine
      }
    }
    return nil
  }

  /// Runs a subcommand to its end.
  package func run(_ arguments: [String], merged: Bool = false) async throws -> Command.Completion {
    try await command(arguments, merged: merged).run()
  }

  /// The call of a subcommand.
  package func command(_ arguments: [String], merged: Bool = false) -> Command {
    Command(program: program, arguments: options + arguments, merged: merged)
  }

  /// Removes all containers of a run, running or not.
  ///
  /// - Returns: Their identifiers; nil if the engine does not confirm that they are gone.
  package func removeContainers(ofRun run: String) async -> [String]? {
    guard let identifiers = await containers(ofRun: run) else { return nil }
    guard !identifiers.isEmpty else { return [] }
    _ = try? await answer(["rm", "--force"] + identifiers)
    return await containers(ofRun: run) == [] ? identifiers : nil
  }

  /// The containers of a run; nil if the engine does not answer.
  private func containers(ofRun run: String) async -> [String]? {
    let listed = try? await answer(
      ["ps", "--all", "--quiet", "--filter", "label=\(Self.label)=\(run)"])
    guard let listed, listed.succeeded else { return nil }
    return listed.output.split(separator: "\n").map(String.init)
  }

  private var package: String? {
    switch runtime {
    case .docker: "docker.io"
    case .podman: "podman"
    case .nerdctl, .process, .external: nil
    }
  }
}
