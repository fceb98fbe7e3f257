import IIIFBench
package import Launching
package import Foundation

extension Selection {
  /// Gives every server another number of processes.
  ///
  /// A server that is not told the number keeps its own: one whose workers are threads, one that uses
  /// `{workers}` nowhere, and one that somebody else has started.
  ///
  /// - Parameters:
  ///   - count: The number; nil leaves everything as it is.
  ///   - folder: The folder of the descriptors, where configuration files lie.
  ///   - external: The labels of servers that somebody else has started.
  /// - Returns: A sentence for each server that keeps its own number.
  /// - Throws: ``LaunchError/system(server:detail:)`` for a configuration file that cannot be read.
  package mutating func setProcesses(
    _ count: Int?, folder: URL, external: Set<String> = []
  ) throws(LaunchError) -> [String] {
    guard let count else { return [] }
    var kept: [String] = []
    for index in servers.indices {
      let descriptor = servers[index].descriptor
      let label = descriptor.label
      if external.contains(label) {
        kept.append("\(label) keeps its processes: somebody else has started it.")
      } else if descriptor.workers.kind != .process {
        kept.append("\(label) keeps its \(descriptor.workers.count) threads: it has no processes.")
      } else if try !descriptor.isToldWorkers(folder: folder) {
        kept.append(
          "\(label) keeps its \(descriptor.workers.count) "
            + "\(descriptor.workers.count == 1 ? "process" : "processes"): "
            + "its descriptor uses {workers} nowhere.")
      } else {
        servers[index].descriptor.workers.count = count
      }
    }
    return kept
  }
}

extension ServerDescriptor {
  /// Whether a command, a variable or a configuration file holds `{workers}`.
  fileprivate func isToldWorkers(folder: URL) throws(LaunchError) -> Bool {
    var texts = (container?.command ?? []) + (process?.command ?? [])
    texts += (container?.environment ?? [:]).values
    texts += (process?.environment ?? [:]).values
    for name in files {
      texts.append(try ConfigurationFiles.template(name, of: self, servers: folder))
    }
    return texts.contains { text in
      Placeholder.occurrences(in: text).contains { $0.name == Placeholder.workers.rawValue }
    }
  }
}
