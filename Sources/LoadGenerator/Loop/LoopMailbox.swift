import Synchronization

/// Hands slices to the thread of one event loop, which is blocked between them.
final class LoopMailbox: Sendable {
  /// What the thread does next.
  enum Message {
    case run(SliceControl)
    /// The session is over.
    case end
  }

  private let messages = Mutex<[Message]>([])
  private let arrived = Signal()

  /// Hands over a message.
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
