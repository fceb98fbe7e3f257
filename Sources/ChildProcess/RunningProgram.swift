/// A program that was started and is watched until it ends.
package struct RunningProgram: Sendable {
  /// The process that was started.
  ///
  /// Its process group, and its session if it leads one, have the same number.
  package let identifier: Int32
  private let program: Program
  private let key: Reactor.Key
  private let loop: EventLoop
  private let promise: Promise<Supervision.Completion>

  /// Asks the program and its group to end, and kills them when the program's grace is over.
  package func stop() {
    loop.perform { [key] in $0.supervisions[key]?.stop() }
  }

  /// How the program ended and what it wrote, once it has ended.
  ///
  /// The wait goes on when the task is cancelled. If another process still holds a pipe of the
  /// program a quarter of a second after its end, what that one writes later is lost.
  ///
  /// - Throws: ``ProgramError/tooMuchOutput(program:limit:)``.
  package func output() async throws(ProgramError) -> ProgramOutput {
    let outcome = await promise.value
    if let limit = outcome.exceeded {
      throw .tooMuchOutput(program: program.name, limit: limit)
    }
    return outcome.result
  }

  /// Waits for the end, and stops the program if the task is cancelled.
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
  /// Starts a program on a thread of its own.
  ///
  /// The system blocks that thread until the program executes, and the processors to which it is
  /// bound are inherited. No other thread's are changed.
  init(
    _ program: Program, output: OutputTarget, errors: OutputTarget?,
    started: @escaping @Sendable (Int32) -> Void
  ) async throws(ProgramError) {
    let promise = Promise<Supervision.Completion>()
    let registration = Promise<Result<(id: Int32, key: Reactor.Key), ProgramError>>()
    let loop: EventLoop
    do throws(SystemError) {
      loop = try EventLoop.shared()
      try OwnThread.run {
        do throws(ProgramError) {
          let child = try SpawnedChild(program, output: output, errors: errors)
          started(child.identifier)
          loop.perform { reactor in
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
      identifier: begun.id, program: program, key: begun.key, loop: loop, promise: promise)
  }
}

extension ProgramError {
  /// An error of the system that keeps a program from being started.
  fileprivate init(starting program: Program, _ error: SystemError) {
    self = .notStarted(
      program: program.name, reason: .system(call: error.call, code: error.code))
  }
}
