import Foundation
import LoadGenerator
import Synchronization

/// The memory of a long run.
struct MemoryRun {
  var requests: Int
  /// Peak resident memory in bytes.
  var peak: Int
  /// Resident memory after a tenth of the requests, in bytes.
  var early: Int
  /// Resident memory at the end, in bytes.
  var late: Int

  /// Runs the generator of iiif-bench for a number of requests.
  static func measure(requests: Int, on server: StaticServer) throws -> MemoryRun {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let process = try MeasuredProcess.run(
      [program, "client", server.url(ofPage: ComparisonCell.sizes[0]), "--connections", "50"]
        + ["--requests", "\(requests)"])
    let numbers = process.output.split(separator: "\n").first { $0.hasPrefix("memory:") }?
      .split(separator: " ").compactMap { Int($0) }
    guard let numbers, numbers.count == 3 else {
      throw BenchmarkError.unreadable("iiif-bench", output: process.output)
    }
    return MemoryRun(requests: requests, peak: numbers[2], early: numbers[0], late: numbers[1])
  }
}

/// Samples the resident memory while a load runs.
final class MemoryObserver: LoadObserver {
  private let samples = Mutex<[(fraction: Double, bytes: Int)]>([])

  func windowWillOpen() {}
  func windowDidClose() { note(1) }
  func progressed(_ progress: LoadProgress) { note(progress.fraction) }

  /// Resident bytes after a tenth and at the end, and their peak.
  var text: String {
    samples.withLock { samples in
      let early = samples.first { $0.fraction >= 0.1 }?.bytes ?? 0
      return "memory: \(early) \(samples.last?.bytes ?? 0) \(Self.status("VmHWM:"))"
    }
  }

  private func note(_ fraction: Double) {
    let bytes = Self.status("VmRSS:")
    samples.withLock { $0.append((fraction, bytes)) }
  }

  private static func status(_ field: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
    return (line?.firstNumber).map { Int($0) * 1024 } ?? 0
  }
}
