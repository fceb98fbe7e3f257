import CLinux
import Glibc

/// Watches a program from its start to its end, on the reactor's thread.
final class Supervision {
  /// The end of a program.
  struct Completion: Sendable {
    /// How it ended and what it wrote.
    var result: ProgramOutput
    /// The limit that its output exceeded.
    var exceeded: Int?
    /// Whether it was stopped.
    var wasStopped: Bool
  }

  /// How long output is read after the program's end while another process holds the pipe.
  private static let patience = Duration.milliseconds(250)
  /// The interval of checks whether the group has ended.
  private static let interval = Duration.milliseconds(10)
  /// How long to wait for a group after SIGKILL.
  private static let surrender = Duration.seconds(10)

  private let key: Reactor.Key
  private let child: SpawnedChild
  private let reactor: Reactor
  private let promise: Promise<Completion>
  private let output: OutputReader?
  private let errors: OutputReader?
  private var watches: [Int32: Reactor.Key] = [:]
  private var timers: [Reactor.Key] = []
  private var nextLook: Reactor.Key?
  private var ending: ProgramEnding?
  private var cpuTime = Duration.zero
  private var exceeded: Int?
  private var isStopping = false
  private var wasStopped = false
  private var hasGivenUp = false

  private init(
    key: Reactor.Key, child: SpawnedChild, reactor: Reactor, promise: Promise<Completion>
  ) {
    self.key = key
    self.child = child
    self.reactor = reactor
    self.promise = promise
    output = child.output.map { OutputReader(descriptor: $0.descriptor, target: $0.target) }
    errors = child.errors.map { OutputReader(descriptor: $0.descriptor, target: $0.target) }
  }

  /// Begins to watch a program; takes over its descriptors unless it throws.
  static func begin(
    _ child: SpawnedChild, in reactor: Reactor, promise: Promise<Completion>
  ) throws(SystemError) -> Reactor.Key {
    let supervision = Supervision(
      key: reactor.newKey(), child: child, reactor: reactor, promise: promise)
    try supervision.watchAll()
    reactor.supervisions[supervision.key] = supervision
    return supervision.key
  }

  private func watchAll() throws(SystemError) {
    var handlers: [(descriptor: Int32, handler: () -> Void)] = []
    handlers.append((child.descriptor, { [unowned self] in self.reap() }))
    for reader in [output, errors].compactMap({ $0 }) {
      handlers.append((reader.descriptor, { [unowned self] in self.read(reader) }))
    }
    for (descriptor, handler) in handlers {
      guard let watch = reactor.watch(descriptor, handler) else {
        let error = SystemError("epoll_ctl")
        for watch in watches.values { reactor.unwatch(watch) }
        throw error
      }
      watches[descriptor] = watch
    }
  }

  /// Sends SIGTERM to the group, and SIGKILL when the grace is over.
  func stop() {
    wasStopped = true
    endGroup()
  }

  private func endGroup() {
    guard !isStopping else { return }
    isStopping = true
    let group = ProcessGroup(identifier: child.identifier)
    group.signal(SIGTERM)
    timers.append(
      reactor.after(child.grace) { [unowned self] in
        group.signal(SIGKILL)
        self.timers.append(
          self.reactor.after(Self.surrender) { [unowned self] in
            self.hasGivenUp = true
            self.finishIfDone()
          })
      })
    finishIfDone()
  }

  private func reap() {
    var information = process_ending()
    switch process_reap(child.descriptor, &information) {
    case 0: return
    case 1:
      ending =
        information.signalled != 0
        ? .signalled(information.status) : .exited(status: information.status)
      cpuTime = .microseconds(information.cpu_time)
    default:
      // Reaped elsewhere, which only a program that embeds this one can do.
      ending = .exited(status: 255)
    }
    unwatch(child.descriptor)
    if !isStopping, !readsNothing {
      timers.append(
        reactor.after(Self.patience) { [unowned self] in
          if !self.isStopping { self.finish() }
        })
    }
    finishIfDone()
  }

  private func read(_ reader: OutputReader) {
    guard watches[reader.descriptor] != nil else { return }
    switch reader.read() {
    case .open: return
    case .ended: unwatch(reader.descriptor)
    case .tooMuch(let limit):
      exceeded = limit
      unwatch(reader.descriptor)
      endGroup()
    }
    finishIfDone()
  }

  private var readsNothing: Bool {
    watches.keys.allSatisfy { $0 == child.descriptor }
  }

  /// Ends the supervision if the program has ended and there is nothing left to wait for.
  private func finishIfDone() {
    guard ending != nil, reactor.supervisions[key] != nil else { return }
    if isStopping {
      guard hasGivenUp || !ProcessGroup(identifier: child.identifier).isRunning else {
        return lookAgain()
      }
      finish()
    } else if readsNothing {
      finish()
    }
  }

  private func lookAgain() {
    guard nextLook == nil else { return }
    nextLook = reactor.after(Self.interval) { [unowned self] in
      self.nextLook = nil
      self.finishIfDone()
    }
  }

  private func finish() {
    guard let ending, reactor.supervisions.removeValue(forKey: key) != nil else { return }
    for timer in timers + [nextLook].compactMap({ $0 }) { reactor.cancel(timer: timer) }
    for reader in [output, errors].compactMap({ $0 }) {
      // The pipe holds what the program wrote, and less than one read takes.
      if watches[reader.descriptor] != nil, case .tooMuch(let limit) = reader.read() {
        exceeded = limit
      }
      reader.finish()
    }
    for descriptor in Array(watches.keys) { unwatch(descriptor) }
    let result = ProgramOutput(
      ending: ending, output: output?.bytes ?? [], errors: errors?.bytes ?? [], cpuTime: cpuTime)
    promise.keep(Completion(result: result, exceeded: exceeded, wasStopped: wasStopped))
  }

  private func unwatch(_ descriptor: Int32) {
    guard let watch = watches.removeValue(forKey: descriptor) else { return }
    reactor.unwatch(watch)
    close(descriptor)
  }
}
