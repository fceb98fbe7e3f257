import Foundation
import Support

/// Other runs of this program on the machine, which disturb each other's figures.
package enum OtherRuns {
  /// The identifiers of processes of this program that measure servers, without this one.
  package static func processes() -> [Int32] {
    let own = ProcessInfo.processInfo.processIdentifier
    let name = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      .map { ($0 as NSString).lastPathComponent }
    return ProcessTable.now().processes.values.filter { process in
      guard process.id != own, process.runs, let name, name.hasPrefix(process.name) else {
        return false
      }
      return isRun(commandLine: SystemFile.bytes("/proc/\(process.id)/cmdline") ?? [])
    }.map(\.id).sorted()
  }

  /// Whether the arguments of this program, each with a final zero byte, are those of a measurement.
  package static func isRun(commandLine: [UInt8]) -> Bool {
    let words = commandLine.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return words.dropFirst().first == "run" && !words.contains("--dry-run")
  }

  /// The warning about other runs; nil without one.
  package static func warning() -> String? {
    processes().isEmpty
      ? nil
      : "Another run of this program was active on the machine, which disturbs the figures."
  }
}
