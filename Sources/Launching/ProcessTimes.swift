import Glibc

/// CPU time of a set of processes that come and go between readings.
///
/// An ended process keeps its last reading. What it used later, and the time of a process that
/// began and ended between two readings, is known in clock ticks only, once its parent has reaped
/// it.
package struct ProcessTimes: Sendable {
  /// A reading of a process.
  package struct Reading: Sendable {
    /// The process identifier.
    package var id: Int32
    /// When it started, in clock ticks since boot.
    package var startTime: UInt64
    /// The parent.
    package var parent: Int32
    /// CPU time of the process itself, ended threads included.
    package var own: Total
    /// CPU time of its reaped children in nanoseconds, in steps of a clock tick.
    package var reapedChildren: UInt64
  }

  /// CPU time of all processes.
  package struct Total: Equatable, Sendable {
    /// All of it, in nanoseconds.
    package var nanoseconds: UInt64 = 0
    /// The part of it that comes from counters of clock ticks, in nanoseconds.
    package var inTicks: UInt64 = 0
  }

  private struct Account {
    var startTime: UInt64
    var parent: Int32
    var own = Total()
    /// Of ended children; a lower bound that never falls.
    var children = Total()

    mutating func take(_ reading: Reading) {
      parent = reading.parent
      if reading.own.nanoseconds > own.nanoseconds { own = reading.own }
      guard reading.reapedChildren > children.nanoseconds else { return }
      children.inTicks += reading.reapedChildren - children.nanoseconds
      children.nanoseconds = reading.reapedChildren
    }
  }

  private var accounts: [Int32: Account] = [:]
  private var withoutParent = Total()

  /// Adds a new reading of all processes that have not been reaped.
  ///
  /// Parents must be read before their children: otherwise a child that is reaped in between counts
  /// twice.
  package mutating func take(_ readings: [Reading]) -> Total {
    let current = Dictionary(readings.map { ($0.id, $0.startTime) }, uniquingKeysWith: { $1 })
    closeAccounts { id, account in current[id] != account.startTime }
    for reading in readings {
      accounts[reading.id, default: Account(startTime: reading.startTime, parent: reading.parent)]
        .take(reading)
    }
    return accounts.values.reduce(withoutParent) { $0 + $1.own + $1.children }
  }

  /// Adds the accounts of ended processes to those of their parents, children first.
  private mutating func closeAccounts(where hasEnded: (Int32, Account) -> Bool) {
    var ended = accounts.filter { hasEnded($0.key, $0.value) }
    while !ended.isEmpty {
      let parents = Set(ended.values.map(\.parent))
      // Reused identifiers could make a circle of parents.
      let leaves = ended.keys.filter { !parents.contains($0) }
      for id in leaves.isEmpty ? Array(ended.keys) : leaves {
        ended[id] = nil
        guard let account = accounts.removeValue(forKey: id) else { continue }
        let total = account.own + account.children
        if accounts[account.parent] == nil {
          withoutParent = withoutParent + total
        } else {
          accounts[account.parent]?.children += total
        }
      }
    }
  }
}

extension ProcessTimes.Total {
  package static func + (left: Self, right: Self) -> Self {
    Self(nanoseconds: left.nanoseconds + right.nanoseconds, inTicks: left.inTicks + right.inTicks)
  }

  package static func += (left: inout Self, right: Self) { left = left + right }
}

extension ProcessTimes.Reading {
  /// Nanoseconds in a clock tick.
  package static let tick = UInt64(1_000_000_000 / max(1, sysconf(Int32(_SC_CLK_TCK))))

  /// Reads a process: in nanoseconds if the kernel permits it, otherwise in ticks.
  package init(_ process: ProcessStat) {
    let ticks = process.ownTicks * Self.tick
    self.init(
      id: process.id, startTime: process.startTime, parent: process.parent,
      own: Self.clock(of: process.id).map { ProcessTimes.Total(nanoseconds: $0) }
        ?? ProcessTimes.Total(nanoseconds: ticks, inTicks: ticks),
      reapedChildren: process.childTicks * Self.tick)
  }

  private static func clock(of process: Int32) -> UInt64? {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      return nil
    }
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
