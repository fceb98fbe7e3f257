import ChildProcess
package import IIIFBench
import Foundation

/// The processors of this process and of those that it starts.
package enum ProcessorAffinity {
  /// Binds all threads of this process to some processors.
  ///
  /// Programs that it starts may use all that it could use before.
  ///
  /// - Throws: ``LaunchError/limit(of:detail:)`` if the machine lacks one of them or refuses.
  package static func bind(to set: CPUSet) async throws {
    let allowed = try require(set, for: "the load generator")
    let outcome = try await Command(
      program: "taskset",
      arguments: [
        "--all-tasks", "--cpu-list", "--pid", set.text,
        String(ProcessInfo.processInfo.processIdentifier),
      ], merged: true
    ).run()
    guard outcome.succeeded else {
      throw LaunchError.limit(
        of: "the load generator", detail: outcome.lastLines(1).first ?? outcome.ending)
    }
    ProcessorBinding.remember(allowed.numbers)
  }

  /// The command prefix that binds a command to some processors; empty without a set.
  package static func words(for set: CPUSet?) -> [String] {
    set.map { ["taskset", "--cpu-list", $0.text] } ?? []
  }

  /// Checks that processes of this machine may use some processors.
  ///
  /// - Returns: All that they may use.
  /// - Throws: ``LaunchError/limit(of:detail:)`` with those that are missing.
  @discardableResult
  package static func require(_ set: CPUSet, for user: String) throws(LaunchError) -> CPUSet {
    guard let allowed = ProcessorBinding.original.map(CPUSet.init(numbers:)) ?? CPUSet.allowed
    else {
      throw .limit(of: user, detail: "the system does not report its processors")
    }
    if let missing = set.missing(in: allowed) {
      throw .limit(
        of: user, detail: "there is no processor \(missing), only \(allowed.text)")
    }
    return allowed
  }
}
