package import Results
import Foundation
import Glibc
import Support

/// The use of the machine's processors since its boot, in seconds summed over processors.
package struct MachineTimes: Hashable, Sendable {
  /// The time of programs and of the kernel for them, without interrupts, which belong to no program.
  package var programs: Double
  /// The time that the hypervisor gave to other machines.
  package var steal: Double
  /// The time of all states, idle ones included.
  package var all: Double

  /// Reads the text of `/proc/stat` (proc_stat(5)).
  ///
  /// The columns of its first line are user, nice, system, idle, iowait, irq, softirq and steal; user
  /// and nice include the time of guests.
  package init?(parsing text: String, ticksPerSecond: Double) {
    guard let line = text.split(separator: "\n").first, line.hasPrefix("cpu ") else { return nil }
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    guard ticks.count == 8 else { return nil }
    programs = (ticks[0] + ticks[1] + ticks[2]) / ticksPerSecond
    steal = ticks[7] / ticksPerSecond
    all = ticks.reduce(0, +) / ticksPerSecond
  }

  /// The current times; nil if they cannot be read.
  package static func now() -> MachineTimes? {
    SystemFile.text("/proc/stat").flatMap {
      MachineTimes(parsing: $0, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))))
    }
  }
}

/// The use of the machine in the windows of a cell, summed over its slices.
package struct MachineUse: Sendable {
  private var all = 0.0
  private var programs = 0.0
  private var steal = 0.0
  /// The CPU seconds of this process and of the server.
  private var own = 0.0
  /// Whether the server's use of this machine is known in all slices.
  private var isServerKnown = true

  /// Creates the use of no slice.
  package init() {}

  /// The state at one edge of a slice.
  package struct Reading: Sendable {
    /// The machine.
    package var machine: MachineTimes
    /// CPU seconds of this process.
    package var process: Double
    /// CPU seconds of the server on this machine; nil if they are unknown.
    package var server: Double?

    /// Creates a reading.
    package init(machine: MachineTimes, process: Double, server: Double?) {
      self.machine = machine
      self.process = process
      self.server = server
    }

    /// Reads machine and process now.
    static func now(server: Double?) -> Reading? {
      MachineTimes.now().map { Reading(machine: $0, process: processSeconds, server: server) }
    }

    /// CPU seconds of this process, user and system.
    private static var processSeconds: Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }

  /// Adds a slice.
  package mutating func add(from opening: Reading, to closing: Reading) {
    all += closing.machine.all - opening.machine.all
    programs += closing.machine.programs - opening.machine.programs
    steal += closing.machine.steal - opening.machine.steal
    own += closing.process - opening.process
    if let first = opening.server, let last = closing.server {
      own += last - first
    } else {
      isServerKnown = false
    }
  }

  /// The shares of other programs and machines; nil without a slice.
  package var otherLoad: OtherLoad? {
    guard all > 0 else { return nil }
    return OtherLoad(
      programs: isServerKnown ? max(0, programs - own) / all : nil, steal: steal / all)
  }
}
