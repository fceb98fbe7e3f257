import Support

/// A program that runs to its end and whose output is kept.
package struct Command: Sendable {
  /// How a program ended and what it wrote.
  package struct Completion: Sendable {
    /// Whether it exited with status 0.
    package var succeeded: Bool
    /// How it ended: `exited with status 1`.
    package var ending: String
    /// What it wrote to standard output, and to standard error where both were merged.
    package var output: String
    /// What it wrote to standard error, empty where both were merged.
    package var errors: String

    /// The last lines of its output.
    package func lastLines(_ count: Int) -> [String] {
      TextTail.lines(of: output + errors, last: count)
    }
  }

  /// The maximum output that is kept; a program that writes more fails.
  private static let outputLimit = 64 << 20

  /// A name that is looked up in the search path, or a path.
  package var program: String
  /// Its arguments.
  package var arguments: [String]
  /// Environment variables on top of the inherited ones.
  package var environment: [String: String] = [:]
  /// Whether standard error goes into the same text as standard output.
  package var merged = false

  /// Creates a command with the inherited environment and what is set on top of it.
  package init(
    program: String, arguments: [String], environment: [String: String] = [:], merged: Bool = false
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.merged = merged
  }

  private var child: Program {
    Program(
      program, arguments,
      environment: Program.inheritedEnvironment.merging(environment) { _, given in given })
  }

  /// Runs the program and passes on each line of its standard output as it arrives; a cancelled task
  /// ends the program.
  package func stream(_ take: @escaping @Sendable (String) -> Void) async throws {
    _ = try await child.run(output: .lines(take), errors: .nowhere)
  }

  /// Runs the program; a cancelled task ends it.
  package func run() async throws -> Completion {
    let target = OutputTarget.memory(limit: Self.outputLimit)
    let result = try await child.run(output: target, errors: merged ? nil : target)
    return Completion(
      succeeded: result.ending.isSuccess, ending: "\(result.ending)", output: result.text,
      errors: result.errorText)
  }
}
