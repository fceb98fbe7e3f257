import IIIFBench
package import Launching
package import Foundation

extension Selection {
  /// Gives every server another number of processes or threads.
  ///
  /// A server keeps its own number if `{workers}` is used nowhere in its descriptor, or if it runs
  /// already.
  ///
  /// - Parameters:
  ///   - count: The number; nil changes nothing.
  ///   - folder: The folder of the descriptors, where configuration files lie.
  ///   - external: The labels of servers that run already.
  /// - Returns: A sentence for each server that keeps its own number.
  /// - Throws: ``LaunchError/system(server:detail:)`` if a configuration file cannot be read.
  package mutating func setWorkers(
    _ count: Int?, folder: URL, external: Set<String> = []
  ) throws(LaunchError) -> [String] {
    guard let count else { return [] }
    var kept: [String] = []
    for index in servers.indices {
      let descriptor = servers[index].descriptor
      if external.contains(descriptor.label) {
        kept.append("\(descriptor.label) keeps its workers: it runs already.")
      } else if try !descriptor.usesWorkers(folder: folder) {
        kept.append(
          "\(descriptor.label) keeps its \(descriptor.workers.text): its descriptor uses {workers} "
            + "nowhere.")
      } else {
        servers[index].descriptor.workers.count = count
      }
    }
    return kept
  }
}

extension Workers {
  /// The number with its unit: `1 process`, `4 threads`.
  fileprivate var text: String {
    let unit =
      switch kind {
      case .process: count == 1 ? "process" : "processes"
      case .thread: count == 1 ? "thread" : "threads"
      }
    return "\(count) \(unit)"
  }
}

extension ServerDescriptor {
  /// Whether a command, a variable or a configuration file holds `{workers}`.
  fileprivate func usesWorkers(folder: URL) throws(LaunchError) -> Bool {
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
