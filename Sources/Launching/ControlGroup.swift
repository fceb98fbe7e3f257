import Support
import Foundation

/// A control group of the kernel, which counts the CPU time and the memory of a server.
///
/// Both versions are read: in version 1 each controller has a hierarchy of its own, in version 2
/// all share one.
package struct ControlGroup: Hashable, Sendable {
  /// The folder of a controller and the version of its files.
  package struct Controller: Hashable, Sendable {
    /// The folder.
    package var path: String
    /// 1 or 2.
    package var version: Int
  }

  /// Counts CPU time.
  package var cpu: Controller
  /// Counts memory; nil if the kernel does not count it for the group.
  package var memory: Controller?
  /// Counts performance events in version 1; nil if it does not, or not for this group alone.
  package var events: Controller?

  /// CPU time of all processes that are or were in the group, in seconds.
  package var cpuSeconds: Double? {
    cpu.version == 1
      ? SystemFile.number("\(cpu.path)/cpuacct.usage").map { Double($0) / 1e9 }
      : SystemFile.number("\(cpu.path)/cpu.stat", of: "usage_usec").map { Double($0) / 1e6 }
  }

  /// The smallest difference of `cpuSeconds`.
  package var cpuResolution: Double { cpu.version == 1 ? 1e-9 : 1e-6 }

  /// Memory in use without the file cache that the kernel can drop at once, in bytes; the figure of
  /// `docker stats`.
  package var workingSet: Int? {
    guard let memory else { return nil }
    let first = memory.version == 1
    guard
      let usage = SystemFile.number(
        memory.path + (first ? "/memory.usage_in_bytes" : "/memory.current")),
      let inactive = SystemFile.number(
        memory.path + "/memory.stat", of: first ? "total_inactive_file" : "inactive_file")
    else { return nil }
    return Int(usage > inactive ? usage - inactive : usage)
  }

  /// The number of processes that the kernel has killed because memory ran out.
  package var outOfMemoryKills: Int? {
    guard let memory else { return nil }
    return SystemFile.number(
      memory.path + (memory.version == 1 ? "/memory.oom_control" : "/memory.events"),
      of: "oom_kill"
    ).map(Int.init)
  }

  /// The identifiers of the processes in the group.
  package var processes: [Int32] {
    (SystemFile.text("\(cpu.path)/cgroup.procs") ?? "").split(separator: "\n")
      .compactMap { Int32($0) }
  }

  /// The folder for performance counters; nil without one.
  package var eventFolder: String? { cpu.version == 1 ? events?.path : cpu.path }

  /// The folders of the group, each once.
  package var folders: [String] {
    unique([cpu.path] + [memory?.path, events?.path].compactMap(\.self))
  }
}

extension ControlGroup {
  /// The group that a process is in; nil if it cannot be found.
  package init?(of process: Int32) {
    guard let membership = SystemFile.text("/proc/\(process)/cgroup"),
      let mounts = SystemFile.text("/proc/self/mountinfo")
    else { return nil }
    self.init(membership: membership, mounts: mounts)
  }

  /// Finds the folders of a group.
  ///
  /// - Parameters:
  ///   - membership: the text of `/proc/PID/cgroup`.
  ///   - mounts: the text of `/proc/self/mountinfo`.
  package init?(membership: String, mounts: String) {
    let hierarchies = ControlGroupMount.all(in: mounts)
    func group(_ name: String) -> String? {
      for line in membership.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        if parts.count == 3, parts[1].split(separator: ",").contains(Substring(name)) {
          return String(parts[2])
        }
      }
      return nil
    }
    func controller(_ name: String) -> Controller? {
      if let group = group(name),
        let mount = hierarchies.first(where: { $0.controllers.contains(name) })
      {
        return Controller(path: mount.folder(of: group), version: 1)
      }
      for line in membership.split(separator: "\n") where line.hasPrefix("0::") {
        guard let mount = hierarchies.first(where: { $0.unified }) else { continue }
        return Controller(path: mount.folder(of: String(line.dropFirst(3))), version: 2)
      }
      return nil
    }
    guard let cpu = controller("cpuacct") else { return nil }
    // The group of performance events is the server's own only if it is that of its CPU time.
    let events = group("perf_event") == group("cpuacct") ? controller("perf_event") : nil
    self.init(cpu: cpu, memory: controller("memory"), events: events)
  }

  /// Makes a group below that of this process; nil if that is not allowed.
  ///
  /// In version 2, memory is counted for the group only if its parent passes the controller on.
  package static func make(name: String) -> ControlGroup? {
    guard var group = ControlGroup(of: Int32(ProcessInfo.processInfo.processIdentifier)) else {
      return nil
    }
    group.cpu.path += "/" + name
    group.memory?.path += "/" + name
    group.events?.path += "/" + name
    for folder in group.folders {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: false)
      } catch {
        group.remove()
        return nil
      }
    }
    if group.workingSet == nil { group.memory = nil }
    return group
  }

  /// Limits the memory of all of its processes together, without swap; false if the kernel does not
  /// count memory for the group or refuses.
  package func limit(memory bytes: Int) -> Bool {
    guard let memory else { return false }
    let (limit, swap) =
      memory.version == 1
      ? ("memory.limit_in_bytes", ("memory.memsw.limit_in_bytes", "\(bytes)"))
      : ("memory.max", ("memory.swap.max", "0"))
    guard SystemFile.write("\(bytes)", to: "\(memory.path)/\(limit)") else { return false }
    let swapFile = "\(memory.path)/\(swap.0)"
    return !FileManager.default.fileExists(atPath: swapFile)
      || SystemFile.write(swap.1, to: swapFile)
  }

  /// Removes the group's folders.
  ///
  /// The kernel refuses while processes are left in them.
  package func remove() {
    for folder in folders { rmdir(folder) }
  }
}

/// A mount of a hierarchy of control groups.
package struct ControlGroupMount: Hashable, Sendable {
  /// Where it is mounted.
  package var point: String
  /// The group that is mounted there; `/` unless only a part of the hierarchy is visible.
  package var root: String
  /// Its controllers, in version 1.
  package var controllers: Set<String>
  /// Whether it is the hierarchy of version 2.
  package var unified: Bool

  /// The mounts in the text of `/proc/self/mountinfo`.
  package static func all(in text: String) -> [ControlGroupMount] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 3 else { return nil }
      let type = fields[dash + 1]
      guard type == "cgroup" || type == "cgroup2" else { return nil }
      let options = fields[dash + 3].split(separator: ",").map(String.init)
      return ControlGroupMount(
        point: String(fields[4]), root: String(fields[3]), controllers: Set(options),
        unified: type == "cgroup2")
    }
  }

  /// The folder of a group.
  package func folder(of group: String) -> String {
    let inside = root != "/" && group.hasPrefix(root) ? String(group.dropFirst(root.count)) : group
    return point + (inside == "/" ? "" : inside)
  }
}
