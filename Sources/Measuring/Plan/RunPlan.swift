package import IIIFBench

/// What a run measures, and in which order.
package struct RunPlan: Sendable {
  /// Servers that run at the same time, and what is measured on them.
  package struct Batch: Sendable {
    /// The block, from 1.
    package var block: Int
    /// The servers, in the order in which they are started.
    package var servers: [PlannedServer]
    /// What is measured, in its order.
    package var groups: [CellGroup]
  }

  /// The cells of one operation, source format and load, one for each server, which are measured in
  /// turn.
  package struct CellGroup: Sendable, Hashable {
    /// The cells, in the order of their first turns.
    package var cells: [Cell]
  }

  /// A cell that is not measured, and why.
  package struct Gap: Sendable, Hashable {
    /// The cell.
    package var cell: Cell
    /// Why: `does not read jp2`.
    package var reason: String
  }

  /// The cells that a server cannot do.
  package private(set) var gaps: [Gap] = []
  /// The number of servers that run at the same time.
  package let serversAtOnce: Int
  private let servers: [PlannedServer]
  let groups: [CellGroup]
  private let seed: UInt64

  /// Plans the blocks of a study.
  ///
  /// - Parameters:
  ///   - servers: The servers.
  ///   - operations: The operations.
  ///   - formats: The source formats.
  ///   - loads: The loads.
  ///   - images: The pictures, which a server may not be able to read.
  ///   - serversAtOnce: The number of servers that run at the same time; with 1 they are measured
  ///     one after the other.
  ///   - seed: The seed of all orders.
  package init(
    servers: [PlannedServer], operations: [any ImageOperation], formats: [SourceFormat],
    loads: [Load], images: [SourceImage] = [], serversAtOnce: Int, seed: UInt64
  ) {
    self.servers = servers
    self.serversAtOnce = max(1, serversAtOnce)
    self.seed = seed
    var groups: [CellGroup] = []
    for format in formats {
      for operation in operations {
        for load in loads {
          var group = CellGroup(cells: [])
          for server in servers {
            let cell = Cell(
              server: server.descriptor.name, variant: server.descriptor.variant, format: format,
              operation: type(of: operation).name, load: load)
            let limitation =
              server.limitation(to: operation, format: format)
              ?? server.limitation(to: images, format: format) ?? load.limitation(to: operation)
            if let limitation {
              gaps.append(Gap(cell: cell, reason: limitation))
            } else {
              group.cells.append(cell)
            }
          }
          if !group.cells.isEmpty { groups.append(group) }
        }
      }
    }
    self.groups = groups
  }

  /// The batches of a block, with those groups of which a condition holds.
  ///
  /// Servers, groups and turns are in a seeded order of the block. The fresh start is the level at
  /// which repetition tells something about a difference (Kalibera and Jones, "Rigorous benchmarking
  /// in reasonable time", ISMM 2013), and turns meet a change of the machine's speed alike (Bulej et
  /// al., "Duet benchmarking", ICPE 2020). Where not all servers run at the same time, others share
  /// a batch in each block.
  package func batches(of block: Int, where isWanted: (CellGroup) -> Bool = { _ in true })
    -> [Batch]
  {
    var order = SeededRandom(seed: seed, purpose: "servers", index: block)
    let shuffled = servers.shuffled(using: &order)
    let wanted = groups.filter(isWanted)
    let size = min(serversAtOnce, max(1, shuffled.count))
    return stride(from: 0, to: shuffled.count, by: size).compactMap { first in
      let members = Array(shuffled[first..<min(first + size, shuffled.count)])
      let labels = members.map(\.descriptor.label)
      var random = SeededRandom(
        seed: seed, purpose: "cells of \(labels.sorted().joined(separator: ", "))", index: block)
      let groups = wanted.compactMap { group -> CellGroup? in
        let cells = group.cells.filter { labels.contains($0.serverLabel) }
        return cells.isEmpty ? nil : CellGroup(cells: cells.shuffled(using: &random))
      }.shuffled(using: &random)
      let busy = Set(groups.flatMap(\.cells).map(\.serverLabel))
      let used = members.filter { busy.contains($0.descriptor.label) }
      return used.isEmpty ? nil : Batch(block: block, servers: used, groups: groups)
    }
  }

  /// The number of measurements of a block with those groups of which a condition holds.
  package func measurementCount(where isWanted: (CellGroup) -> Bool = { _ in true }) -> Int {
    groups.filter(isWanted).reduce(0) { $0 + $1.cells.count }
  }
}
