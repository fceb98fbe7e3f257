import Synchronization

/// A value that is set once; any number of tasks can wait for it.
final class Promise<Value: Sendable>: Sendable {
  private enum State {
    case open([CheckedContinuation<Value, Never>])
    case kept(Value)
  }

  private let state = Mutex(State.open([]))

  /// The value; waits until it is set, even if the task is cancelled.
  var value: Value {
    get async {
      await withCheckedContinuation { continuation in
        let value: Value? = state.withLock { state in
          switch state {
          case .kept(let value): return value
          case .open(let waiting):
            state = .open(waiting + [continuation])
            return nil
          }
        }
        if let value { continuation.resume(returning: value) }
      }
    }
  }

  /// Sets the value; later calls have no effect.
  func keep(_ value: Value) {
    let waiting: [CheckedContinuation<Value, Never>] = state.withLock { state in
      guard case .open(let waiting) = state else { return [] }
      state = .kept(value)
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }
}
