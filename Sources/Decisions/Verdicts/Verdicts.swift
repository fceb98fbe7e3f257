package import Results
package import IIIFBench
import Statistics
import Support

/// The verdicts on all pairs of servers in all cells of a result, as one family of tests.
package struct Verdicts: Sendable {
  /// The comparisons, in the order of the summary.
  package private(set) var groups: [ComparedCells]
  /// The typical variation of the ratio of two servers from block to block, 0.02 for 2 %; nil if no
  /// pair has two common blocks.
  package let noise: Double?
  /// The level of the family.
  package let level: Double
  /// The largest difference that counts as level; 0.05 is 5 %.
  package let margin: Double

  /// Decides a result at the level for its number of blocks.
  package init(_ result: BenchmarkResult) {
    self.init(ResultSummary(result), level: Self.level(of: result.study.blocks))
  }

  /// Decides a summary.
  package init(_ summary: ResultSummary, level: Double) {
    self.init(
      summary.groups.flatMap { group in
        unique(group.cells.map(\.cell.load)).flatMap { load in
          [false, true].compactMap { usesCaches in
            ComparisonCandidates(
              group.cells.filter {
                $0.cell.load == load && summary.usesCache($0.cell) == usesCaches
              }, starts: summary.judgedStarts, usesCaches: usesCaches)
          }
        }
      }, level: level, margin: summary.margin)
    let works = PairWorks(summary)
    groups = groups.map(works.added)
  }

  /// Compares the source formats of each server, instead of the servers.
  package init(formatsOf summary: ResultSummary, level: Double) {
    let groups = Dictionary(grouping: summary.cells) {
      [$0.cell.serverLabel, $0.cell.operation, "\($0.cell.load)"]
    }
    let keys = unique(
      summary.cells.map { [$0.cell.serverLabel, $0.cell.operation, "\($0.cell.load)"] })
    self.init(
      keys.compactMap { key in
        let cells = groups[key] ?? []
        return ComparisonCandidates(
          cells, starts: summary.judgedStarts,
          usesCaches: cells.first.map { summary.usesCache($0.cell) } ?? false)
      },
      level: level, margin: summary.margin)
  }

  private init(_ candidates: [ComparisonCandidates], level: Double, margin: Double) {
    let speed = PairTable(candidates, level: level, margin: margin) { $0.logarithm(of: $1) }
    let cpu = PairTable(candidates, level: level, margin: margin) { $0.efficiency(of: $1) }
    let instructions = PairTable(candidates, level: level, margin: margin) {
      $0.instructionEfficiency(of: $1)
    }
    groups = candidates.map { cells in
      ComparedCells(
        cells, margin: margin, comparison: speed.comparison, cpu: cpu.comparison,
        instructions: instructions.comparison)
    }
    noise = speed.family.noise
    self.level = level
    self.margin = margin
  }

  /// The number of open pairs.
  package var openCount: Int { groups.reduce(0) { $0 + $1.openPairs.count } }

  /// The possible places of each server that is compared with others.
  package var places: [Cell: ClosedRange<Int>] {
    let standings = groups.filter { $0.servers.count > 1 }.flatMap(\.servers)
    return Dictionary(standings.map { ($0.cell.cell, $0.places) }) { first, _ in first }
  }

  /// Whether a pair of an operation and a source format is open, at any load.
  package func isOpen(operation: String, format: SourceFormat) -> Bool {
    groups.contains {
      $0.operation == operation && $0.format == format && !$0.openPairs.isEmpty
    }
  }

  /// The level of each look at a run with a number of blocks.
  ///
  /// A limit between two planned looks adds a look.
  package static func level(of blocks: BlockCount) -> Double {
    guard case .automatic(let limit) = blocks else { return 0.05 }
    let planned = SequentialLooks(maximumBlocks: limit).blocks
    return SequentialLooks.level(looks: planned.count + (planned.last == limit ? 0 : 1))
  }
}
