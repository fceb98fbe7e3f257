package import IIIFBench

/// What a run measures, and in which order.
package struct RunPlan: Sendable {
  /// One fresh start of a server and the cells that are measured in it, in their order.
  package struct Start: Sendable {
    /// The block, from 1.
    package var block: Int
    /// The server.
    package var server: PlannedServer
    /// The cells.
    package var cells: [Cell]
  }

  /// A cell that is not measured, and why.
  package struct Gap: Sendable, Hashable {
    /// The cell.
    package var cell: Cell
    /// Why: `does not read jp2`.
    package var reason: String
  }

  /// The starts, in the order in which they are made.
  package var starts: [Start] = []
  /// The cells that a server cannot do.
  package var gaps: [Gap] = []

  /// Plans the blocks of a study: in each block every server is started once, the servers in a
  /// seeded order of the block, and so are the cells of each start.
  ///
  /// Interleaving spreads slow changes of the machine over all servers, and the fresh start is the
  /// level at which repetition tells something about a difference (Kalibera & Jones, "Rigorous
  /// benchmarking in reasonable time", ISMM 2013).
  package init(
    servers: [PlannedServer], operations: [any ImageOperation], formats: [SourceFormat],
    loads: [Load],
    blocks: Int, seed: UInt64
  ) {
    var cells: [String: [Cell]] = [:]
    for server in servers {
      for format in formats {
        for operation in operations {
          let obstacle = server.obstacle(to: operation, format: format)
          for load in loads {
            let cell = Cell(
              server: server.descriptor.name, variant: server.descriptor.variant, format: format,
              operation: type(of: operation).name, load: load)
            if let obstacle = obstacle ?? load.obstacle(to: operation) {
              gaps.append(Gap(cell: cell, reason: obstacle))
            } else {
              cells[server.descriptor.label, default: []].append(cell)
            }
          }
        }
      }
    }
    for block in 1...max(1, blocks) {
      starts += Self.starts(of: block, servers: servers, cells: cells, seed: seed)
    }
  }

  private static func starts(
    of block: Int, servers: [PlannedServer], cells: [String: [Cell]], seed: UInt64
  ) -> [Start] {
    var order = SeededRandom(seed: seed, purpose: "servers", index: block)
    return servers.shuffled(using: &order).compactMap { server in
      guard let measured = cells[server.descriptor.label] else { return nil }
      var random = SeededRandom(
        seed: seed, purpose: "cells of \(server.descriptor.label)", index: block)
      return Start(block: block, server: server, cells: measured.shuffled(using: &random))
    }
  }

  /// The number of measurements.
  package var measurementCount: Int { starts.reduce(0) { $0 + $1.cells.count } }
}
