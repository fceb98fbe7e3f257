/// A program that has been started and is watched until it ends.
package struct RunningProgram: Sendable {
  /// The process, which is also its process group and, if it leads one, its session.
  package let identifier: Int32
  private let program: Program
  private let key: Reactor.Key
  private let thread: ReactorThread
  private let promise: Promise<Supervision.Completion>

  /// Sends SIGTERM to the program's group, and SIGKILL when its grace is over.
  package func stop() {
    thread.perform { [key] in $0.supervisions[key]?.stop() }
  }

  /// Waits for the program's end; returns how it ended and what it wrote.
  ///
  /// A cancelled task keeps waiting. Another process may still hold a pipe of the program: what it
  /// writes later than a quarter of a second after the program's end is lost.
  ///
  /// - Throws: ``ProgramError/tooMuchOutput(program:limit:)``.
  package func output() async throws(ProgramError) -> ProgramOutput {
    let outcome = await promise.value
    if let limit = outcome.exceeded {
      throw .tooMuchOutput(program: program.name, limit: limit)
    }
    return outcome.result
  }

  /// Waits for the program's end; a cancelled task stops the program.
  func outputOrCancellation() async throws -> ProgramOutput {
    let outcome = await withTaskCancellationHandler {
      await promise.value
    } onCancel: {
      stop()
    }
    if outcome.wasStopped { throw CancellationError() }
    return try await output()
  }
}

extension RunningProgram {
  /// Starts a program from a new thread.
  ///
  /// The system blocks that thread until the program executes. The program inherits the thread's
  /// processors; other threads keep theirs.
  init(
    _ program: Program, output: OutputTarget, errors: OutputTarget?,
    started: @escaping @Sendable (Int32) -> Void
  ) async throws(ProgramError) {
    let promise = Promise<Supervision.Completion>()
    let registration = Promise<Result<(id: Int32, key: Reactor.Key), ProgramError>>()
    let thread: ReactorThread
    do throws(SystemError) {
      thread = try ReactorThread.shared()
      try OwnThread.run {
        do throws(ProgramError) {
          let child = try SpawnedChild(program, output: output, errors: errors)
          started(child.identifier)
          thread.perform { reactor in
            do throws(SystemError) {
              let key = try Supervision.begin(child, in: reactor, promise: promise)
              registration.keep(.success((child.identifier, key)))
            } catch {
              child.discard()
              registration.keep(.failure(ProgramError(starting: program, error)))
            }
          }
        } catch {
          registration.keep(.failure(error))
        }
      }
    } catch {
      throw ProgramError(starting: program, error)
    }
    let begun = try await registration.value.get()
    self.init(
      identifier: begun.id, program: program, key: begun.key, thread: thread, promise: promise)
  }
}

extension ProgramError {
  /// A failed system call at the start of a program.
  fileprivate init(starting program: Program, _ error: SystemError) {
    self = .notStarted(
      program: program.name, reason: .system(call: error.call, code: error.code))
  }
}
