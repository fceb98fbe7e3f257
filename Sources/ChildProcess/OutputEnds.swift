import CLinux
import Glibc

/// The descriptors of one output of a program: the end that it writes to and, for a pipe, the end
/// that is read.
struct OutputEnds {
  /// What the program writes to; -1 for `/dev/null`.
  let writing: Int32
  /// The end of the pipe that is read.
  let pipe: SpawnedChild.Pipe?

  /// Opens what a target needs.
  init(for target: OutputTarget) throws(ProgramError.Reason) {
    switch target {
    case .nowhere:
      writing = -1
      pipe = nil
    case .file(let path):
      writing = try Self.aboveStandard(open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666))
      { code in .cannotWrite(path, code: code) }
      pipe = nil
    case .memory, .lines:
      var ends: [Int32] = [-1, -1]
      guard process_pipe(&ends) == 0 else { throw .system(call: "pipe2", code: errno) }
      let reading: Int32
      do {
        reading = try Self.aboveStandard(ends[0]) { .system(call: "fcntl", code: $0) }
      } catch {
        close(ends[1])
        throw error
      }
      do {
        writing = try Self.aboveStandard(ends[1]) { .system(call: "fcntl", code: $0) }
      } catch {
        close(reading)
        throw error
      }
      pipe = SpawnedChild.Pipe(descriptor: reading, target: target)
    }
  }

  /// Closes this process's copy of the end that the program writes to.
  func closeWriting() {
    if writing >= 0 { close(writing) }
  }

  /// Closes the end that is read.
  func closeReading() {
    if let pipe { close(pipe.descriptor) }
  }

  /// Moves a descriptor above the first three.
  ///
  /// If this process was started with one of those closed, a file that it opens takes its number.
  private static func aboveStandard(
    _ descriptor: Int32, _ reason: (Int32) -> ProgramError.Reason
  ) throws(ProgramError.Reason) -> Int32 {
    guard descriptor >= 0 else { throw reason(errno) }
    guard descriptor < 3 else { return descriptor }
    let moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    let code = errno
    close(descriptor)
    guard moved >= 0 else { throw reason(code) }
    return moved
  }
}
