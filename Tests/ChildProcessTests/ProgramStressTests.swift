import Foundation
import Testing

@testable import ChildProcess

@Suite("Many programs at once", .timeLimit(.minutes(10)))
struct ProgramStressTests {
  @Test("500 programs, eight at a time and a third cancelled, leave nothing behind")
  func many() async throws {
    let mark = "IIIF_BENCH_TEST=stress-\(UInt64.random(in: .min ... .max))"
    let before = try openDescriptors()
    let identifiers = try await withThrowingTaskGroup(of: Int32?.self) { group in
      var identifiers: [Int32] = []
      for number in 0..<500 {
        if number >= 8, let identifier = try await group.next() ?? nil {
          identifiers.append(identifier)
        }
        group.addTask { try await runOne(number, mark: mark) }
      }
      for try await identifier in group {
        if let identifier { identifiers.append(identifier) }
      }
      return identifiers
    }
    #expect(identifiers.count == 500 - 84)
    // Zombies count as processes.
    #expect(!identifiers.contains { kill($0, 0) == 0 && getpgid($0) == $0 && isChild($0) })
    #expect(try processes(marked: mark).isEmpty)
    // Other tests open descriptors meanwhile, but not as many as one in six programs would leave.
    #expect(try openDescriptors() - before < 80)
  }

  /// Runs a program and checks what it says; every third one is cancelled, half of those before it
  /// has written anything.
  private func runOne(_ number: Int, mark: String) async throws -> Int32? {
    let parts = mark.split(separator: "=").map(String.init)
    let lines = Lines()
    let isCancelled = number % 3 == 0
    var program = shell(
      isCancelled ? "echo $$; sleep 600 & sleep 600" : "echo $$; exit \(number % 7)")
    program.environment[parts[0]] = parts[1]
    let task = Task { [program] in
      try await program.run(output: lines.target, errors: .memory(limit: 100))
    }
    guard isCancelled else {
      let result = try await task.value
      #expect(result.ending == .exited(status: Int32(number % 7)))
      #expect(result.errors.isEmpty)
      #expect(lines.all.count == 1)
      return lines.all.first.flatMap { Int32($0) }
    }
    let isEarly = number % 6 == 0
    let first = isEarly ? nil : await lines.first()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    return first.flatMap { Int32($0) }
  }

  private func isChild(_ process: Int32) -> Bool {
    let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
    return fields.count > 2 && fields[2] == "\(getpid())"
  }

  private func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }
}
