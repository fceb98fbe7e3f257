import CLinux
import Glibc

/// A child process that has been started but is not watched yet.
struct SpawnedChild: Sendable {
  /// The end of a pipe that is read, and where its bytes go.
  struct Pipe: Sendable {
    let descriptor: Int32
    let target: OutputTarget
  }

  /// The process, which is also its process group.
  let identifier: pid_t
  /// Its pidfd.
  let descriptor: Int32
  /// Its standard output if that is read.
  let output: Pipe?
  /// Its standard error if that is read separately.
  let errors: Pipe?
  /// The time between SIGTERM and SIGKILL.
  let grace: Duration

  /// Kills the child and closes all descriptors.
  func discard() {
    process_discard(identifier)
    close(descriptor)
    if let output { close(output.descriptor) }
    if let errors { close(errors.descriptor) }
  }
}

extension SpawnedChild {
  /// Starts a program and blocks until it executes; binds the calling thread to its processors.
  init(_ program: Program, output: OutputTarget, errors: OutputTarget?) throws(ProgramError) {
    guard let found = ProgramPath(of: program) else {
      throw .notInstalled(program: program.name, package: program.package)
    }
    do {
      try self.init(program, at: found, output: output, errors: errors)
    } catch {
      throw .notStarted(program: program.name, reason: error)
    }
  }

  private init(
    _ program: Program, at found: ProgramPath, output: OutputTarget, errors: OutputTarget?
  ) throws(ProgramError.Reason) {
    try Self.bind(to: program.processors)
    let first = try OutputEnds(for: output)
    defer { first.closeWriting() }
    let second: OutputEnds?
    do {
      second = try errors.map { target throws(ProgramError.Reason) in try OutputEnds(for: target) }
    } catch {
      first.closeReading()
      throw error
    }
    defer { second?.closeWriting() }
    do throws(ProgramError.Reason) {
      let identifier = try Self.spawn(
        program, at: found, output: first.writing, errors: (second ?? first).writing)
      let descriptor = process_descriptor(identifier)
      guard descriptor >= 0 else {
        let code = errno
        process_discard(identifier)
        throw .system(call: "pidfd_open", code: code)
      }
      self.init(
        identifier: identifier, descriptor: descriptor, output: first.pipe, errors: second?.pipe,
        grace: program.grace)
    } catch {
      first.closeReading()
      second?.closeReading()
      throw error
    }
  }

  private static func bind(to processors: [Int]?) throws(ProgramError.Reason) {
    guard let processors else { return }
    let numbers = processors.map { Int32($0) }
    guard thread_use_processors(numbers, Int32(numbers.count)) == 0 else {
      throw .system(call: "sched_setaffinity", code: errno)
    }
  }

  private static func spawn(
    _ program: Program, at found: ProgramPath, output: Int32, errors: Int32
  ) throws(ProgramError.Reason) -> pid_t {
    let arguments = [program.name] + program.arguments
    let environment = program.environment.map { "\($0.key)=\($0.value)" }
    let texts = arguments + environment
    guard !texts.contains(where: { $0.utf8.contains(0) }) else { throw .hasNULInArguments }
    var identifier = pid_t()
    let code = withWords(arguments) { words in
      withWords(environment) { variables in
        found.path.withCString { path in
          withOptionalText(program.folder) { folder in
            var request = process_request(
              path: path, arguments: words, environment: variables, folder: folder,
              output: output, errors: errors, session: program.leadership == .session ? 1 : 0)
            return process_spawn(&request, &identifier)
          }
        }
      }
    }
    if code == 0 { return identifier }
    if code == E2BIG { throw .hasTooLongArguments(bytes: texts.reduce(0) { $0 + $1.utf8.count }) }
    if let folder = program.folder, ProgramPath.kind(of: folder) != S_IFDIR {
      throw .hasNoFolder(folder)
    }
    throw found.reason(for: code, call: "posix_spawn")
  }

  private static func withWords(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    return words.withUnsafeBufferPointer { buffer in
      guard let first = buffer.baseAddress else { return EINVAL }
      return body(first)
    }
  }

  private static func withOptionalText(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Int32
  ) -> Int32 {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }
}
