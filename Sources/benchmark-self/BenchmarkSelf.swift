import ArgumentParser

/// Compares the load generator with other load generators, all against the same server.
@main
struct BenchmarkSelf: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "benchmark-self",
      abstract: "Compares the load generator of iiif-bench with wrk, hey, h2load and ab.",
      subcommands: [Compare.self, Client.self],
      defaultSubcommand: Compare.self)
  }
}
