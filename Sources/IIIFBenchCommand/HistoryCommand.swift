import ArgumentParser
import Decisions
import Foundation
import IIIFBench
import Reports
import Results
import Support

/// `iiif-bench history`: servers over several runs.
struct HistoryCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "history",
      abstract: "Show how servers changed over several runs, relative to a control.",
      discussion: """
        Results of the same work on the same machine form a group. The control is a server that is the \
        same in all of its runs.
        """)
  }

  @Argument(help: "Results, or folders that contain results.", completion: .file())
  var results: [String] = ["results"]

  @Option(
    name: .customLong("server"), help: "Show this server only, NAME or NAME@VARIANT; repeatable.")
  var servers: [String] = []

  @Option(help: "A control; repeatable. Default: the servers that never changed.")
  var control: [String] = []

  @Option(help: "Write an HTML page with charts to this file.", completion: .file())
  var html: String?

  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let files = try results.flatMap { try ResultStore.files(below: URL(filePath: $0)) }
    var runs: [RunHistory.Run] = []
    for file in unique(files) {
      do {
        runs.append(
          RunHistory.Run(source: file.relativePath, result: try ResultStore.readWithWarnings(file)))
      } catch {
        Log.current.warning("ignored: \(error)")
      }
    }
    guard !runs.isEmpty else {
      throw NotComparable(reasons: ["no result in \(results.joined(separator: ", "))"])
    }
    let known = unique(runs.flatMap { $0.result.servers.map(\.descriptor.label) })
    for label in servers + control where !known.contains(label) {
      throw UnknownServer(label: label, known: known)
    }
    let history = RunHistory(runs, control: control)
    let report = HistoryReport(servers.isEmpty ? history : history.only(servers))
    try write(to: html) { report.html }
    if json {
      try printJSON(report.json)
    } else {
      print(report.text(width: Terminal.width, colour: Terminal.colour), terminator: "")
    }
  }
}
