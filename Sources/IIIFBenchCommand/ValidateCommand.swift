import Configuration
import Datasets
import Launching
import Measuring
import Support
import ArgumentParser
import Foundation
import IIIFBench
import Reports

/// `iiif-bench validate`: checks descriptors, studies and operations; starts nothing.
struct ValidateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "validate",
      abstract: "Check descriptors, studies and operations without starting anything.")
  }

  @Argument(help: "YAML files, folders, or Swift files with operations. Default: everything.")
  var paths: [String] = []

  @Option(help: .choice("The output format.", of: DiagnosticFormat.self))
  var format = DiagnosticFormat.text

  @Option(
    help: """
      Print the commands, variables and configuration files of a server, NAME or NAME@VARIANT, and \
      a request of every operation; repeatable, 'all' for all servers.
      """)
  var render: [String] = []

  @OptionGroup var folders: Folders

  func validate() throws {
    if !render.isEmpty, !paths.isEmpty {
      throw ValidationError("--render selects servers by name; it excludes paths")
    }
  }

  func run() throws {
    guard render.isEmpty else { return try renderServers() }
    let validator = ProjectValidator(
      servers: [folders.serversFolder], studies: folders.studiesFolder,
      operations: Tool.operations, missingEncoder: ConversionRecipe.missingEncoder)
    let report =
      paths.isEmpty
      ? validator.validate() : validator.validate(paths.map { URL(filePath: $0) })
    print(format.render(report.diagnostics), terminator: "")
    Log.current.info(report.summary)
    if report.diagnostics.contains(where: { $0.severity == .error }) {
      throw ExitCode(ExitStatus.failed.rawValue)
    }
  }

  private func renderServers() throws {
    let names = Tool.operations.filter { $0.requiredOption == nil }.map { $0.name }.sorted()
    let selection = try Selection(
      servers: render, operations: names.map { StudyOperation(name: $0) }, major: 2,
      catalog: folders.descriptors(), among: Tool.operations, timed: false)
    guard let engine = ContainerEngine(.docker, options: ContainerOptions().engine) else { return }
    let text = LaunchDescriptionText(colour: Terminal.colour)
    for server in selection.servers {
      let sheet = try LaunchDescription(
        of: server.descriptor, servers: folders.serversFolder, cache: folders.cacheFolder,
        images: URL(filePath: "/path/to/images"), engine: engine)
      print(text.sheet(sheet) + "\n")
      for api in server.descriptor.api.sorted(by: { $0.version < $1.version }) {
        var planned = server
        planned.api = api
        guard let requests = SampleRequests(server: planned) else { continue }
        print(text.heading(requests))
        for operation in selection.operations {
          print(
            text.request(
              of: type(of: operation).name, requests.outcome(of: operation),
              origin: "http://127.0.0.1:\(LaunchDescription.port)"))
        }
        print()
      }
    }
  }
}
