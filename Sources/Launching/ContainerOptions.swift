import Foundation

/// Extra flags for the calls of a container engine.
package struct ContainerOptions: Hashable, Sendable {
  /// Before every subcommand: `--runtime runc`.
  package var engine: [String]
  /// For `build`: `--network host`.
  package var build: [String]
  /// For `run`: `--ulimit nofile=1024:4096`.
  package var run: [String]

  /// Reads them from the environment of this process.
  package init() {
    self.init(environment: ProcessInfo.processInfo.environment)
  }

  /// Creates options.
  package init(engine: [String], build: [String], run: [String]) {
    self.engine = engine
    self.build = build
    self.run = run
  }

  /// Reads them from the variables `IIIF_BENCH_ENGINE_OPTIONS`, `IIIF_BENCH_BUILD_OPTIONS` and
  /// `IIIF_BENCH_RUN_OPTIONS`, whose values are split at spaces.
  package init(environment: [String: String]) {
    func words(_ name: String) -> [String] {
      (environment[name] ?? "").split(separator: " ").map(String.init)
    }
    self.init(
      engine: words("IIIF_BENCH_ENGINE_OPTIONS"), build: words("IIIF_BENCH_BUILD_OPTIONS"),
      run: words("IIIF_BENCH_RUN_OPTIONS"))
  }
}
