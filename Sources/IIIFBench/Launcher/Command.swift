import Foundation
import Glibc
import Subprocess

/// A program that is run to its end while its output is kept.
struct Command: Sendable {
  /// How a program ended and what it wrote.
  struct Outcome: Sendable {
    /// Whether it exited with status 0.
    var succeeded: Bool
    /// How it ended: `exited with status 1`.
    var ending: String
    /// What it wrote to standard output, and to standard error where both were merged.
    var output: String
    /// What it wrote to standard error, empty where both were merged.
    var errors: String

    /// The last lines of everything that it wrote.
    func lastLines(_ count: Int) -> [String] {
      TextTail.lines(of: output + errors, last: count)
    }
  }

  /// The most output that is kept; a program that writes more fails.
  private static let outputLimit = 64 << 20

  /// A name that is looked up in the search path, or a path.
  var program: String
  /// Its arguments.
  var arguments: [String]
  /// Environment variables on top of the inherited ones.
  var environment: [String: String] = [:]
  /// Whether standard error goes into the same text as standard output.
  var merged = false

  private var words: [String] { ProcessorAffinity.words() + [program] + arguments }

  private var options: PlatformOptions {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
    return options
  }

  private var inherited: Environment {
    .inherit.updating(
      Dictionary(
        uniqueKeysWithValues: environment.compactMap { name, value in
          Environment.Key(rawValue: name).map { ($0, value) }
        }))
  }

  /// Runs the program and hands over each line of its standard output as it comes; it is ended when
  /// the task is cancelled.
  func stream(_ take: @escaping @Sendable (String) -> Void) async throws {
    _ = try await Subprocess.run(
      .name("env"), arguments: Arguments(words), environment: inherited,
      platformOptions: options, input: .none, output: .sequence, error: .discarded
    ) { execution in
      for try await line in execution.standardOutput.strings() { take(line) }
    }
  }

  /// Runs the program; it is ended when the task is cancelled.
  func run() async throws -> Outcome {
    let output = BytesOutput.bytes(limit: Self.outputLimit)
    let arguments = Arguments(words)
    if merged {
      let result = try await Subprocess.run(
        .name("env"), arguments: arguments, environment: inherited,
        platformOptions: options, output: output, error: .combinedWithOutput)
      return Outcome(
        succeeded: result.terminationStatus.isSuccess,
        ending: Self.describe(result.terminationStatus),
        output: String(decoding: result.standardOutput, as: UTF8.self), errors: "")
    }
    let result = try await Subprocess.run(
      .name("env"), arguments: arguments, environment: inherited,
      platformOptions: options, output: output, error: output)
    return Outcome(
      succeeded: result.terminationStatus.isSuccess,
      ending: Self.describe(result.terminationStatus),
      output: String(decoding: result.standardOutput, as: UTF8.self),
      errors: String(decoding: result.standardError, as: UTF8.self))
  }

  /// How a program ended, in words.
  static func describe(_ status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): return "exited with status \(code)"
    case .signaled(let signal):
      let name = signalNames[signal].map { " (\($0))" } ?? ""
      return "was ended by signal \(signal)\(name)"
    }
  }

  private static let signalNames: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGILL: "SIGILL", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS",
    SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGTERM: "SIGTERM",
  ]
}
