import CCurl

/// For HTTP/2 without TLS: one transfer opens the connection, and all others use it.
///
/// Before 8.0, libcurl sends the connection preface again when a transfer with prior knowledge reuses a
/// connection, which breaks it. A transfer that only prefers HTTP/2 can reuse a connection, but cannot
/// open one.
struct PriorKnowledge {
  /// What a transfer does.
  enum Admission: Equatable {
    /// It opens the connection.
    case connect
    /// It uses the connection.
    case reuse
    /// It waits for the transfer that opens the connection.
    case wait
  }

  private enum State: Equatable {
    case closed
    case connecting(Int)
    case open
  }

  private var state = State.closed
  private(set) var waiting: [Int] = []

  /// Whether this libcurl needs the workaround.
  static var isNeeded: Bool {
    curl_version_info(CURLVERSION_FIRST).pointee.version_num < 0x08_00_00
  }

  /// Decides what the transfer of a slot does.
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

  /// Handles the end of a transfer; returns the slots that stop waiting.
  mutating func ended(_ slot: Int, succeeded: Bool, openedConnection: Bool) -> [Int] {
    waiting.removeAll { $0 == slot }
    switch state {
    case .connecting(slot): state = succeeded ? .open : .closed
    case .open where !succeeded || openedConnection: state = .closed
    default: return []
    }
    defer { waiting = [] }
    return waiting
  }
}
