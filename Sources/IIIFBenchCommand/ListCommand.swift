import Configuration
import Measuring
import ArgumentParser
import Foundation
import IIIF
import IIIFBench

/// `iiif-bench list`: lists servers, operations, formats, studies and packages.
struct ListCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: "List servers, operations, formats, studies and packages.",
      subcommands: [
        ListServers.self, ListOperations.self, ListFormats.self, ListStudies.self,
        ListPackages.self,
      ])
  }
}

private struct ListServers: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "servers", abstract: "List servers with variants, versions, formats and levels.")
  }

  @OptionGroup var folders: Folders
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print Markdown that explains how to get each server, as in docs/servers.md.")
  var markdown = false

  func run() throws {
    let servers = try folders.descriptors().descriptors
    if markdown {
      return print(ServerGuide(servers, folder: folders.serversFolder).text, terminator: "")
    }
    if json { return try printJSON(servers) }
    printTable(
      header: ["SERVER", "VERSION", "API", "SOURCES", "RUNS AS", "TITLE"],
      rows: servers.map { server in
        [
          server.label, server.version,
          server.api.map { "\($0.version.rawValue) level \($0.level.rawValue)" }
            .joined(separator: ", "),
          server.sources.map(\.rawValue).joined(separator: " "),
          [server.container.map { _ in "container" }, server.process.map { _ in "process" }]
            .compactMap { $0 }.joined(separator: ", "),
          server.title,
        ]
      })
  }
}

private struct ListOperations: ParsableCommand {
  /// An operation in JSON.
  struct Entry: Encodable {
    var name: String
    var summary: String
    /// Defaults by name; null for a required option.
    var options: [String: String?]
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "operations", abstract: "List operations with their options.")
  }

  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let operations = Tool.operations.sorted { $0.name < $1.name }
    if json {
      return try printJSON(
        operations.map { type in
          Entry(
            name: type.name, summary: type.summary,
            options: Dictionary(
              uniqueKeysWithValues: type.options.map { ($0.name, $0.defaultText) }))
        })
    }
    printTable(
      header: ["OPERATION", "REQUESTS", "OPTIONS"],
      rows: operations.map { type in
        [
          type.name, type.summary,
          type.options.map { "\($0.name)=\($0.defaultText ?? "…")" }.joined(separator: " "),
        ]
      })
  }
}

private struct ListFormats: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "formats",
      abstract: "List common source formats; other qualities and ratios work.")
  }

  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    if json { return try printJSON(SourceFormat.common) }
    printTable(
      header: ["FORMAT", "DESCRIPTION"], rows: SourceFormat.common.map { [$0.name, $0.summary] })
  }
}

private struct ListStudies: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "studies", abstract: "List studies with the questions that they answer.")
  }

  @OptionGroup var folders: Folders
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let studies = StudyLoader().load(directory: folders.studiesFolder).studies.map(\.study)
    if json { return try printJSON(studies) }
    printTable(header: ["STUDY", "QUESTION"], rows: studies.map { [$0.name, $0.question] })
  }
}

private struct ListPackages: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "packages",
      abstract: "List the Debian packages that a study's servers need as local processes.")
  }

  @Argument(help: "The study.") var study = "quick"
  @OptionGroup var folders: Folders

  func run() throws {
    let selection = try Selection(
      study: folders.study(study), catalog: folders.descriptors(), operations: Tool.operations)
    let packages = selection.servers.flatMap { $0.descriptor.process?.aptPackages ?? [] }
    for package in Set(packages).sorted() { print(package) }
  }
}

/// Prints a value as JSON.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  print(String(decoding: try encoder.encode(value), as: UTF8.self))
}

/// Prints aligned columns.
private func printTable(header: [String], rows: [[String]]) {
  let widths = header.indices.map { column in
    ([header] + rows).map { $0[column].count }.max() ?? 0
  }
  for row in [header] + rows {
    let cells = row.enumerated().map { column, text in
      column == row.count - 1
        ? text : text + String(repeating: " ", count: widths[column] - text.count)
    }
    print(cells.joined(separator: "  "))
  }
}
