import ArgumentParser
import Configuration
import Decisions
import Foundation
import Reports
import Results
import Support

/// `iiif-bench advise`: which server and source format suit a mix of requests.
struct AdviseCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "advise",
      abstract: "Choose a server and a source format for a mix of requests.",
      discussion: """
        The result must contain every operation of the mix. Candidates are ranked by their \
        throughput for the mix, with places, CPU time, memory and storage.
        """)
  }

  @Argument(help: "A result.json, a journal.jsonl, or the folder of a run.", completion: .file())
  var result = "results/latest"

  @Option(
    help: "The shares of requests, such as crop=60,information=30,full=10.",
    transform: weightedOperations)
  var mix: [MixAdvice.Part]

  @Option(help: "The number of users. Default: the largest of the result.")
  var concurrency: Int?

  @Option(help: "The number of images of the collection, for the storage.")
  var imagesTotal: Int?

  @Flag(help: "Print JSON.") var json = false

  @Option(help: "Write Markdown to this file.", completion: .file())
  var markdown: String?

  func validate() throws {
    if let imagesTotal, imagesTotal < 1 {
      throw ValidationError("--images-total must be at least 1")
    }
  }

  func run() throws {
    let result = try ResultStore.readWithWarnings(URL(filePath: result))
    let report = AdviceReport(
      try MixAdvice(result, parts: mix, users: concurrency), images: imagesTotal)
    try write(to: markdown) { report.markdown }
    if json {
      try printJSON(report.json)
    } else {
      print(report.text(width: Terminal.width, colour: Terminal.colour), terminator: "")
    }
  }
}

/// Parses `NAME=WEIGHT,NAME=WEIGHT`.
private func weightedOperations(_ text: String) throws -> [MixAdvice.Part] {
  let parts = try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
    let words = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 2, !words[0].isEmpty, let weight = Double(words[1]), weight > 0,
      weight.isFinite
    else { throw ValidationError("\(String(part).quoted) does not have the form NAME=WEIGHT") }
    return MixAdvice.Part(operation: words[0], weight: weight)
  }
  guard Set(parts.map(\.operation)).count == parts.count else {
    throw ValidationError("an operation appears twice")
  }
  return parts
}

extension MixAdvice.Problem: StatusError {
  var exitStatus: ExitStatus {
    switch self {
    case .unknownOperations, .unknownLoad: .usage
    case .noCandidate: .failed
    }
  }

  var message: String {
    switch self {
    case .unknownOperations(let names, let known):
      names.map { unknownName("operation in this result", $0, among: known) }
        .joined(separator: "\n")
    case .unknownLoad(let users?, let known) where !known.isEmpty:
      "the result has no load of \(users) users; it has: "
        + known.map(String.init).joined(separator: ", ")
    case .unknownLoad: "the result has no closed-loop load (--concurrency)"
    case .noCandidate(let dropped):
      "no server can do this mix:\n" + AdviceReport.reasons(dropped).joined(separator: "\n")
    }
  }
}
