import Statistics

/// All runs of all contestants.
struct GeneratorComparison {
  /// The median and the range of a figure over the rounds.
  struct Figure {
    var median: Double
    var lowest: Double
    var highest: Double

    init(_ values: [Double]) {
      median = Statistics.median(values) ?? 0
      lowest = values.min() ?? 0
      highest = values.max() ?? 0
    }
  }

  private struct Key: Hashable {
    var contestant: Contestant
    var cell: ComparisonCell
  }

  private var runs: [Key: [Contestant.Run]] = [:]

  /// Adds a run.
  mutating func add(_ run: Contestant.Run, of contestant: Contestant, in cell: ComparisonCell) {
    runs[Key(contestant: contestant, cell: cell), default: []].append(run)
  }

  /// A figure of a contestant.
  func figure(
    _ path: KeyPath<Contestant.Run, Double>, of contestant: Contestant, in cell: ComparisonCell
  ) -> Figure {
    Figure(all(contestant, cell).map { $0[keyPath: path] })
  }

  /// The ratio of a figure to the reference's of the same round.
  func ratio(
    _ path: KeyPath<Contestant.Run, Double>, of contestant: Contestant,
    to reference: Contestant = .reference, in cell: ComparisonCell
  ) -> Figure {
    Figure(
      zip(all(contestant, cell), all(reference, cell)).map {
        $0[keyPath: path] / $1[keyPath: path]
      })
  }

  /// The highest peak memory of a contestant in any round, in bytes.
  func peakMemory(of contestant: Contestant, in cell: ComparisonCell) -> Int {
    all(contestant, cell).map(\.peakMemory).max() ?? 0
  }

  private func all(_ contestant: Contestant, _ cell: ComparisonCell) -> [Contestant.Run] {
    runs[Key(contestant: contestant, cell: cell)] ?? []
  }
}
