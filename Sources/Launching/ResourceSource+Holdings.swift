package import Results
import Support
import Foundation

extension ResourceSource {
  /// The open files and threads of all processes; nil if no process can be read.
  package func holdings() -> ServerHoldings? {
    let running = processes().map(\.id)
    guard !running.isEmpty else { return nil }
    var holdings = ServerHoldings()
    holdings.threads = Self.sum(running) {
      SystemFile.number("/proc/\($0)/status", of: "Threads:").map(Int.init)
    }
    holdings.openFiles = Self.sum(running) {
      try? FileManager.default.contentsOfDirectory(atPath: "/proc/\($0)/fd").count
    }
    return holdings
  }

  /// The sum over all processes that can be read; nil if none can.
  private static func sum(_ processes: [Int32], _ value: (Int32) -> Int?) -> Int? {
    let values = processes.compactMap(value)
    return values.isEmpty ? nil : values.reduce(0, +)
  }
}
