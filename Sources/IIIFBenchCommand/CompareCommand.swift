import ArgumentParser
import Decisions
import Foundation
import Reports
import Results

/// `iiif-bench compare`: the differences between two servers of a run, or between two runs.
struct CompareCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: "Compare two servers of one run, or two runs.",
      usage: """
        iiif-bench compare RESULT BASE-SERVER NEW-SERVER
        iiif-bench compare BASE-RESULT NEW-RESULT
        """,
      discussion: """
        Servers of one run are compared in pairs, block by block. Two runs need a control, a server \
        that is the same in both; without one there is no verdict. Results that are not of the same \
        work are refused with status 65, and rows whose answers differ have no verdict. The status is \
        1 if a server is slower.
        """)
  }

  @Argument(
    help: "RESULT and two servers, NAME or NAME@VARIANT; or two results.", completion: .file())
  var arguments: [String]

  @Option(
    help: """
      The servers that did not change between two runs; repeatable. Default: all whose descriptor and \
      version are equal.
      """)
  var control: [String] = []

  @Flag(help: "Accept other machines and settings; then there are no verdicts.")
  var acrossMachines = false

  @Option(
    help: "Fail only if a server is slower by more than this, such as 5%, with its whole interval.",
    transform: percentage)
  var failIfSlower = 0.0

  @Flag(help: "Fail also if a comparison is open.") var failIfOpen = false

  @Flag(help: "Print JSON.") var json = false

  @Option(help: "Write Markdown to this file, for a pull request.", completion: .file())
  var markdown: String?

  @Option(help: "Write JUnit XML to this file.", completion: .file())
  var junit: String?

  func validate() throws {
    guard (2...3).contains(arguments.count) else {
      throw ValidationError("expected RESULT and two servers, or two results")
    }
    if arguments.count == 3 {
      if !control.isEmpty || acrossMachines {
        throw ValidationError("--control and --across-machines concern two results")
      }
      if arguments[1] == arguments[2] {
        throw ValidationError("the two servers are the same: \(arguments[1])")
      }
    }
  }

  func run() throws {
    let (report, changes) = try compared()
    try write(to: markdown) { report.markdown }
    try write(to: junit) { report.junit(failingBeyond: failIfSlower) }
    if json {
      try printJSON(report.json)
    } else {
      print(report.text(width: Terminal.width, colour: Terminal.colour), terminator: "")
    }
    try conclude(changes)
  }

  private func compared() throws -> (ComparisonReport, [CellChange]) {
    let first = try ResultStore.readWithWarnings(URL(filePath: arguments[0]))
    if arguments.count == 3 {
      let comparison = try PairedChanges(
        first, baseline: arguments[1], servers: [arguments[2]])
      guard !comparison.changes.isEmpty else {
        throw NotComparable(reasons: [
          "\(arguments[1]) and \(arguments[2]) have no operation, format and load in common"
        ])
      }
      return (ComparisonReport(comparison, of: first), comparison.changes)
    }
    let second = try ResultStore.readWithWarnings(URL(filePath: arguments[1]))
    let comparison = try RunComparison(
      base: first, new: second, control: control, acrossMachines: acrossMachines)
    return (ComparisonReport(comparison, base: first, new: second), comparison.changes)
  }

  private func conclude(_ changes: [CellChange]) throws {
    if !changes.contains(where: \.hasFigures) {
      throw NotComparable(reasons: ["no cell was measured with the same work on both sides"])
    }
    let slower = changes.count { $0.isSlower(byMoreThan: failIfSlower) }
    let open = failIfOpen ? changes.count(where: \.isOpen) : 0
    var problems: [String] = []
    if slower > 0 { problems.append("\(slower) of \(changes.count) comparisons are slower") }
    if open > 0 { problems.append("\(open) of \(changes.count) comparisons are open") }
    guard problems.isEmpty else {
      throw CommandFailure(problems.joined(separator: "\n"), status: .failed)
    }
  }
}

extension CellChange {
  /// Whether both sides have figures of the same work.
  fileprivate var hasFigures: Bool {
    switch outcome {
    case .decided, .unexplained: true
    case .otherWork, .apart, .absent: false
    }
  }
}

/// Parses a percentage: `5%`, `5 %` or `2.5`.
private func percentage(_ text: String) throws -> Double {
  let number = text.hasSuffix("%") ? text.dropLast() : text[...]
  guard let value = Double(number.filter { $0 != " " }), (0..<100).contains(value) else {
    throw ValidationError("expected a percentage from 0 to 100, such as 5%")
  }
  return value / 100
}
