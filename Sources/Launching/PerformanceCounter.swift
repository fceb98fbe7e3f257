import CLinux
import Foundation
import Glibc
import IIIFBench
import Support

/// Counts an event of a server by the kernel's performance counters.
///
/// Most virtual machines and containers offer none; then there is no counter, and nothing is reported.
package final class PerformanceCounter: Sendable {
  /// An event of `perf_event_open(2)`.
  package struct Event: Sendable {
    fileprivate let type: UInt32
    fileprivate let number: UInt64

    /// Instructions of the processor, in user and kernel mode (`PERF_COUNT_HW_INSTRUCTIONS`).
    package static let instructions = Event(
      type: PERF_TYPE_HARDWARE.rawValue, number: UInt64(PERF_COUNT_HW_INSTRUCTIONS.rawValue))
    /// Nanoseconds on a processor, which the kernel counts itself (`PERF_COUNT_SW_TASK_CLOCK`).
    package static let taskClock = Event(
      type: PERF_TYPE_SOFTWARE.rawValue, number: UInt64(PERF_COUNT_SW_TASK_CLOCK.rawValue))
  }

  /// What is counted.
  package enum Subject: Sendable {
    /// All processes of a control group, by the folder of the group's performance events.
    case group(folder: String)
    /// A process, and the children that it starts later.
    case process(Int32)
  }

  /// A reading of a counter.
  package struct Reading: Sendable {
    /// The counted events.
    package var value: UInt64
    /// Nanoseconds for which the counter was enabled.
    package var enabled: UInt64
    /// Nanoseconds for which it counted.
    package var running: UInt64

    /// Creates a reading.
    package init(value: UInt64, enabled: UInt64, running: UInt64) {
      self.value = value
      self.enabled = enabled
      self.running = running
    }

    /// The events in the whole time, estimated if counters shared the hardware; nil if the counter was
    /// enabled but never counted.
    package var total: Double? {
      if enabled == 0 { return Double(value) }
      guard running > 0 else { return nil }
      return Double(value) * Double(enabled) / Double(running)
    }
  }

  private let descriptors: [Int32]

  /// Opens a counter; nil if the system does not offer or permit it.
  package init?(_ event: Event, of subject: Subject) {
    switch subject {
    case .process(let id):
      descriptors = [perf_open_process(event.type, event.number, id)]
    case .group(let folder):
      let group = open(folder, O_RDONLY | O_CLOEXEC)
      guard group >= 0 else { return nil }
      defer { close(group) }
      descriptors = Self.processors.map {
        perf_open_group(event.type, event.number, group, Int32($0))
      }
    }
    guard !descriptors.isEmpty, descriptors.allSatisfy({ $0 >= 0 }), read() != nil else {
      for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
      return nil
    }
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
  }

  /// The events since the counter was opened; nil if they cannot be read.
  package func read() -> Double? {
    var sum = 0.0
    for descriptor in descriptors {
      var reading = perf_reading()
      guard perf_read(descriptor, &reading) == 0,
        let total = Reading(
          value: reading.value, enabled: reading.enabled, running: reading.running
        ).total
      else { return nil }
      sum += total
    }
    return sum
  }

  /// The processors that are switched on.
  private static var processors: [Int] {
    (SystemFile.text("/sys/devices/system/cpu/online")?
      .trimmingCharacters(in: .whitespacesAndNewlines)).flatMap(CPUSet.init)?.numbers ?? []
  }
}
