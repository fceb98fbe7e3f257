import Synchronization

/// Passes slices to the thread of one event loop, which blocks between them.
final class LoopMailbox: Sendable {
  /// The next task of the thread.
  enum Message {
    case run(SliceControl)
    /// The session is over.
    case end
  }

  private let messages = Mutex<[Message]>([])
  private let arrived = Signal()

  /// Sends a message.
  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    arrived.send()
  }

  /// Waits for the next message.
  func next() -> Message {
    arrived.wait()
    return messages.withLock { $0.removeFirst() }
  }
}
