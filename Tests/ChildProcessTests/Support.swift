import Foundation
import Synchronization

@testable import ChildProcess

/// Keeps output, with a limit above what tests write.
let kept = OutputTarget.memory(limit: 1 << 20)

/// A shell that runs a script.
func shell(_ script: String, _ arguments: String..., folder: String? = nil) -> Program {
  Program("sh", ["-c", script, "sh"] + arguments, folder: folder)
}

/// Runs a closure with a temporary folder.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let url = FileManager.default.temporaryDirectory
    .appending(path: "child-process-\(UInt64.random(in: .min ... .max))")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(at: url) }
  return try await body(url.path(percentEncoded: false))
}

/// Writes a file with permissions.
func write(_ text: String, to path: String, permissions: Int = 0o644) throws {
  try Data(text.utf8).write(to: URL(filePath: path))
  try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
}

/// Collects the lines that a program writes.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  private let (stream, continuation) = AsyncStream<String>.makeStream()

  /// All lines so far.
  var all: [String] { lines.withLock { $0 } }

  /// The target that collects them.
  var target: OutputTarget {
    .lines { [self] line in
      lines.withLock { $0.append(line) }
      continuation.yield(line)
    }
  }

  /// Waits for the first line.
  func first() async -> String? {
    await stream.first { _ in true }
  }
}

/// Whether a process exists and has not ended.
func isRunning(_ process: Int32) -> Bool {
  guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
    return false
  }
  let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
  return fields.count > 1 && fields[1] != "Z" && fields[1] != "X"
}

/// The processes whose environment contains a text.
func processes(marked mark: String) throws -> [Int32] {
  try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init).filter {
    let environment = FileManager.default.contents(atPath: "/proc/\($0)/environ")
    return environment?.range(of: Data(mark.utf8)) != nil && isRunning($0)
  }
}
