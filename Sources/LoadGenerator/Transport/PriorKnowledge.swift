import CCurl

/// Lets one transfer open the connection, and all others use it, for HTTP/2 without TLS.
///
/// libcurl before 8.0 greets the server once more when a transfer with prior knowledge takes a kept
/// connection, which breaks it. A transfer that merely prefers HTTP/2 takes it and does no harm,
/// but cannot open one.
struct PriorKnowledge {
  /// What a transfer is to do.
  enum Admission: Equatable {
    /// Open the connection.
    case connect
    /// Use the connection.
    case reuse
    /// Wait for the transfer that opens it.
    case wait
  }

  private enum State: Equatable {
    case closed
    case connecting(Int)
    case open
  }

  private var state = State.closed
  private(set) var waiting: [Int] = []

  /// Whether this libcurl needs the detour.
  static var isNeeded: Bool {
    curl_version_info(CURLVERSION_FIRST).pointee.version_num < 0x08_00_00
  }

  /// Says what the transfer of a slot is to do.
  mutating func admit(_ slot: Int) -> Admission {
    switch state {
    case .closed:
      state = .connecting(slot)
      return .connect
    case .connecting:
      waiting.append(slot)
      return .wait
    case .open: return .reuse
    }
  }

  /// Takes the end of a transfer; returns those that need not wait any longer.
  mutating func ended(_ slot: Int, isRight: Bool, openedConnection: Bool) -> [Int] {
    waiting.removeAll { $0 == slot }
    switch state {
    case .connecting(slot): state = isRight ? .open : .closed
    case .open where !isRight || openedConnection: state = .closed
    default: return []
    }
    defer { waiting = [] }
    return waiting
  }
}
