import Foundation
import Glibc

/// A process that has ended, and the resources that it used.
struct MeasuredProcess {
  /// Its standard output and standard error.
  var output: String
  /// Its exit status.
  var status: Int32
  /// CPU time, user and system, in seconds.
  var cpuSeconds: Double
  /// Peak resident memory in bytes.
  var peakMemory: Int

  /// Runs a command.
  static func run(_ command: [String]) throws -> MeasuredProcess {
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    let file = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forWritingTo: file)
    process.standardOutput = handle
    process.standardError = handle
    let before = childrenCPU()
    try process.run()
    var peak = 0
    while process.isRunning {
      peak = max(peak, peakMemory(of: process.processIdentifier))
      usleep(50_000)
    }
    process.waitUntilExit()
    try handle.close()
    return MeasuredProcess(
      output: String(decoding: try Data(contentsOf: file), as: UTF8.self),
      status: process.terminationStatus, cpuSeconds: childrenCPU() - before, peakMemory: peak)
  }

  private static func childrenCPU() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  /// The peak resident memory of a process so far.
  private static func peakMemory(of process: pid_t) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    else { return 0 }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.firstNumber).map { Int($0) * 1024 } ?? 0
  }
}

extension StringProtocol {
  /// The first decimal number.
  var firstNumber: Double? {
    let start = drop { !$0.isNumber }
    return Double(start.prefix { $0.isNumber || $0 == "." })
  }
}
