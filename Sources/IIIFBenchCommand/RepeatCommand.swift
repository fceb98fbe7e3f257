import ArgumentParser
import Decisions
import Foundation
import IIIFBench
import Launching
import Measuring
import Reports
import Results

/// `iiif-bench repeat`: runs a result's study again and compares.
struct RepeatCommand: LoggedCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "repeat",
      abstract: "Run a result's study again with the same servers, images and seed, and compare.",
      discussion: """
        Reports what is not the same again, such as images, versions and the machine. The status is 1 \
        if a figure or the order of two servers differs significantly.
        """)
  }

  @Argument(help: "A result.json, a journal.jsonl, or the folder of a run.", completion: .file())
  var result = "results/latest"

  @OptionGroup var serverOptions: ServerOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var folders: Folders

  @Option(help: "The folder for results.", completion: .directory)
  var output = "results"

  mutating func run() async throws {
    let base = try ResultStore.readWithWarnings(URL(filePath: result))
    let selection = try FileReading.reported {
      try Selection(repeating: base, among: Tool.operations)
    }
    let origins = try serverOptions.origins(known: selection.servers.map(\.descriptor.label))
    for server in base.servers
    where server.runtime == .external && origins[server.descriptor.label] == nil {
      throw CommandFailure(
        "\(server.descriptor.label) was already running; give its address with "
          + "--url \(server.descriptor.label)=http://HOST:PORT", status: .usage)
    }
    var options = serverOptions
    if options.runtime == .auto, let runtime = base.servers.map(\.runtime).first {
      options.runtime = RuntimeChoice(rawValue: runtime.rawValue) ?? .auto
    }
    let execution = RunExecution(
      study: base.study, selection: selection, serverOptions: options, folders: folders,
      seed: base.seed, output: output, warnings: [])
    let display = progress.display(of: base.study)
    let done = try await display.whileShown {
      try await execution.withConnectionSettings {
        try await execution.measured(try await execution.names(display), origins: origins, display)
      }
    }
    try conclude(base, done.result)
  }

  private func conclude(_ base: BenchmarkResult, _ new: BenchmarkResult) throws {
    let reproduction = Reproduction(of: base, by: new)
    if let comparison = reproduction.comparison {
      let report = ComparisonReport(comparison, base: base, new: new)
      print(report.text(width: Terminal.width, colour: Terminal.colour))
    }
    let text = ReproductionText(reproduction)
    for line in text.lines { print(line) }
    guard reproduction.isReproduced else {
      throw CommandFailure(text.conclusion, status: .failed)
    }
    print(text.conclusion)
  }
}
