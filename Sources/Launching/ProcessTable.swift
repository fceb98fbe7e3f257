package import Results
import Support
import Foundation

/// A process according to `/proc/PID/stat`.
package struct ProcessStat: Hashable, Sendable {
  /// The process identifier.
  package var id: Int32
  /// The name of the program, of which the system keeps 15 characters.
  package var name: String
  /// The letter of the state in ASCII: `Z` for a process that has ended and is not yet reaped.
  package var state: UInt8
  /// The parent.
  package var parent: Int32
  /// The process group.
  package var group: Int32
  /// The session.
  package var session: Int32
  /// CPU time of the process itself, in clock ticks.
  package var ownTicks: UInt64
  /// CPU time of its reaped children, in clock ticks.
  package var childTicks: UInt64
  /// When it started, in clock ticks since boot.
  package var startTime: UInt64

  /// Reads the text of `/proc/PID/stat`.
  ///
  /// The name stands in parentheses and may hold any characters.
  ///
  /// Works on bytes, because whole process tables are read while servers are measured.
  package init?(parsing text: [UInt8]) {
    guard let open = text.firstIndex(of: UInt8(ascii: "(")),
      let close = text.lastIndex(of: UInt8(ascii: ")")), open < close,
      let id = Self.number(text[..<open].dropLast())
    else { return nil }
    let fields = text[(close + 1)...].split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    guard fields.count > 19, let state = fields[0].first,
      let parent = Self.number(fields[1]), let group = Self.number(fields[2]),
      let session = Self.number(fields[3]), let user = Self.number(fields[11]),
      let system = Self.number(fields[12]), let childUser = Self.number(fields[13]),
      let childSystem = Self.number(fields[14]), let startTime = Self.number(fields[19])
    else { return nil }
    self.id = Int32(id)
    name = String(decoding: text[(open + 1)..<close], as: UTF8.self)
    self.state = state
    self.parent = Int32(parent)
    self.group = Int32(group)
    self.session = Int32(session)
    ownTicks = user + system
    childTicks = childUser + childSystem
    self.startTime = startTime
  }

  /// The value of decimal digits; nil for anything else and for numbers above all identifiers.
  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    guard !digits.isEmpty, digits.count < 19 else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + UInt64(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// The process with an identifier; nil if there is none.
  package init?(of id: Int32) {
    guard let text = SystemFile.bytes("/proc/\(id)/stat") else { return nil }
    self.init(parsing: text)
  }

  /// Whether it has not ended.
  package var runs: Bool { state != UInt8(ascii: "Z") && state != UInt8(ascii: "X") }
  /// The record for a result.
  package var record: ServerProcess { ServerProcess(id: id, startTime: startTime, name: name) }
}

/// A session of processes; the start time distinguishes it from a later one of the same number.
package struct Session: Codable, Hashable, Sendable {
  /// The process that created it, which may have ended.
  package var leader: Int32
  /// When that process started, in clock ticks since boot.
  package var startTime: UInt64
}

/// The processes of this machine at one moment.
package struct ProcessTable: Sendable {
  /// All processes, by identifier.
  package var processes: [Int32: ProcessStat]

  /// Creates a table of given processes.
  package init(_ processes: [ProcessStat]) {
    self.processes = Dictionary(processes.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// The table of now.
  package static func now() -> ProcessTable {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    // Ordered by identifier, so that a parent is nearly always read before its children.
    return ProcessTable(names.compactMap(Int32.init).sorted().compactMap { ProcessStat(of: $0) })
  }

  /// The processes of a session and their descendants, which may have left the session, ordered by
  /// identifier.
  ///
  /// Empty if a later session has the same number.
  package func members(of session: Session) -> [ProcessStat] {
    if let leader = processes[session.leader], leader.startTime != session.startTime { return [] }
    return descendants {
      $0.session == session.leader && $0.startTime >= session.startTime
    }
  }

  /// A process and its descendants.
  package func tree(of root: Int32) -> [ProcessStat] {
    descendants { $0.id == root }
  }

  private func descendants(of isRoot: (ProcessStat) -> Bool) -> [ProcessStat] {
    var children: [Int32: [Int32]] = [:]
    for process in processes.values { children[process.parent, default: []].append(process.id) }
    var found: Set<Int32> = []
    var pending = processes.values.filter(isRoot).map(\.id)
    while let id = pending.popLast() {
      if found.insert(id).inserted { pending += children[id] ?? [] }
    }
    return found.sorted().compactMap { processes[$0] }
  }
}
