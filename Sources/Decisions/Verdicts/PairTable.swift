import IIIFBench
import Results
import Statistics

/// The comparisons of all pairs of servers for one quantity.
///
/// The servers of a pair are in alphabetical order, whatever their order in a cell, so that all of
/// its cells share one pool.
struct PairTable {
  /// The position of a comparison in the family.
  private struct Place {
    let pair: Int
    let row: Int
  }

  private struct Key: Hashable {
    let first: Cell
    let second: Cell
  }

  private let places: [Key: Place]
  /// The verdicts.
  let family: ComparisonFamily

  /// Compares the ranked servers of all candidates.
  ///
  /// - Parameters:
  ///   - candidates: The cells to compare.
  ///   - level: The level of the family.
  ///   - margin: The largest difference that counts as level.
  ///   - value: The logarithm of a block's quantity, where more is better; nil without a value.
  init(
    _ candidates: [ComparisonCandidates], level: Double, margin: Double,
    value: (ComparedFigure, CellResult) -> Double?
  ) {
    var rows: [[PairedCell]] = []
    var numbers: [[String]: Int] = [:]
    var places: [Key: Place] = [:]
    for cells in candidates {
      let servers = cells.ranked.sorted { $0.cell.serverLabel < $1.cell.serverLabel }
      for first in servers.indices {
        for second in servers.indices.dropFirst(first + 1) {
          let (a, b) = (servers[first], servers[second])
          guard let row = Self.row(a, b, cells.figure, value) else { continue }
          let name = [a.cell.serverLabel, b.cell.serverLabel]
          let pair = numbers[name] ?? rows.count
          if pair == rows.count {
            numbers[name] = pair
            rows.append([])
          }
          places[Key(first: a.cell, second: b.cell)] = Place(pair: pair, row: rows[pair].count)
          rows[pair].append(row)
        }
      }
    }
    self.places = places
    family = ComparisonFamily(pairs: rows, level: level, margin: margin)
  }

  /// The comparison of one server with another one; nil without a common block.
  func comparison(of cell: CellSummary, with other: CellSummary) -> CellComparison? {
    if let place = places[Key(first: cell.cell, second: other.cell)] {
      return family.comparisons[place.pair][place.row]
    }
    return places[Key(first: other.cell, second: cell.cell)].map {
      family.comparisons[$0.pair][$0.row].inverse
    }
  }

  /// The log ratios of two cells over their common blocks; nil without one.
  static func row(
    _ first: CellSummary, _ second: CellSummary, _ figure: ComparedFigure,
    _ value: (ComparedFigure, CellResult) -> Double?
  ) -> PairedCell? {
    let others = Dictionary(second.blocks.map { ($0.block, $0) }) { first, _ in first }
    var (ratios, own, their) = ([Int: Double](), [Double](), [Double]())
    for block in first.blocks where ratios[block.block] == nil {
      guard let other = others[block.block], let mine = value(figure, block),
        let theirs = value(figure, other)
      else { continue }
      ratios[block.block] = mine - theirs
      own.append(figure.completions(of: block))
      their.append(figure.completions(of: other))
    }
    guard !ratios.isEmpty else { return nil }
    let count = Double(ratios.count)
    return PairedCell(
      logRatios: ratios,
      completions: (own.reduce(0, +) / count, their.reduce(0, +) / count))
  }
}
