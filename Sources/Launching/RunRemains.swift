import Support
import Foundation
import Glibc

/// What a killed run has left behind.
package struct RunRemains: Sendable {
  /// The run's identifier.
  package var run: String
  /// What it made and did not remove.
  package var traces: [RunTrace]
  /// Whether the machine has been rebooted since, so that none of its processes can be alive.
  package var isOfEarlierBoot: Bool

  /// Reads a run's list.
  package init(run: String, records text: String) {
    self.run = run
    traces = []
    isOfEarlierBoot = false
    for record in RunRecord.all(in: text) {
      switch record {
      case .began(let boot): isOfEarlierBoot = boot != RunRecord.currentBoot
      case .made(let trace): traces.append(trace)
      case .removed(let trace): traces.removeAll { $0 == trace }
      }
    }
  }

  /// Ends its processes and containers, then removes its folders.
  ///
  /// - Returns: What was removed, a phrase each, and whether nothing is left.
  package func remove() async -> (removed: [String], isComplete: Bool) {
    var removed: [String] = []
    var isComplete = true
    if !isOfEarlierBoot {
      let processes = await endProcesses()
      if processes > 0 { removed.append("\(processes) processes of run \(run)") }
    }
    for engine in unique(traces.compactMap(\.engine)) {
      guard let names = await engine.removeContainers(ofRun: run) else {
        isComplete = false
        continue
      }
      removed += names.map { "container \($0) of run \(run)" }
    }
    for case .folder(let path) in traces where FileManager.default.fileExists(atPath: path) {
      StartFolder.remove(URL(filePath: path))
      removed.append("folder \(path) of run \(run)")
    }
    for case .group(let folders) in traces {
      for folder in folders { rmdir(folder) }
    }
    return (removed, isComplete)
  }

  /// Kills the processes and waits until they have ended.
  private func endProcesses() async -> Int {
    let all = processes(in: .now())
    for process in all { kill(process.id, SIGKILL) }
    let giveUp = ContinuousClock.now + .seconds(10)
    while !processes(in: .now()).isEmpty, ContinuousClock.now < giveUp {
      try? await Task.sleep(for: .milliseconds(20))
    }
    return all.count
  }

  /// The run's processes in a table: those of its sessions, and those with the run's environment
  /// variable.
  package func processes(in table: ProcessTable) -> [ProcessStat] {
    var found: [Int32: ProcessStat] = [:]
    for case .session(let session) in traces {
      for process in table.members(of: session) where process.runs {
        found[process.id] = process
      }
    }
    let mark = "\(RunRegistry.variable)=\(run)\0"
    for process in table.processes.values where process.runs {
      if SystemFile.text("/proc/\(process.id)/environ")?.contains(mark) == true {
        found[process.id] = process
      }
    }
    return found.values.sorted { $0.id < $1.id }
  }
}

extension RunTrace {
  /// The engine of containers.
  fileprivate var engine: ContainerEngine? {
    if case .containers(let engine) = self { engine } else { nil }
  }
}
