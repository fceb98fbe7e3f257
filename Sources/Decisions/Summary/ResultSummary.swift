package import Results
package import IIIFBench

/// A result with the blocks of each cell combined, in the order of the study.
package struct ResultSummary: Sendable {
  /// The cells of an operation and a source format.
  package struct Group: Sendable {
    /// The operation.
    package let operation: String
    /// The source format.
    package let format: SourceFormat
    /// The cells, by load and then by server.
    package let cells: [CellSummary]

    /// The operation and the format.
    package var title: String { "\(operation) · \(format.name)" }
  }

  /// The groups, in the study's order of operations and formats.
  package let groups: [Group]
  /// The largest difference of two servers that counts as level; 0.05 is 5 %.
  package let margin: Double
  /// The inspections after starts.
  package let starts: [StartRecord]
  /// The servers.
  package let servers: [ServerRecord]
  /// The servers whose caches are wanted.
  private let cachingServers: Set<String>
  /// The costs of encodings.
  package let encodingCosts: [EncodingCost]
  /// All cells, in the order of the groups.
  package var cells: [CellSummary] { groups.flatMap(\.cells) }

  /// Whether the cache of a cell's server is wanted.
  package func usesCache(_ cell: Cell) -> Bool { cachingServers.contains(cell.serverLabel) }

  /// The inspections of servers whose caches are not wanted.
  var judgedStarts: [StartRecord] { starts.filter { !cachingServers.contains($0.server) } }

  /// Combines the blocks of a result.
  package init(_ result: BenchmarkResult) {
    self.init(
      study: result.study, cells: result.cells, starts: result.starts, servers: result.servers,
      encodingCosts: result.encodingCosts)
  }

  /// Combines the blocks of an unfinished run.
  package init(
    study: Study, cells results: [CellResult], starts: [StartRecord],
    servers: [ServerRecord] = [], encodingCosts: [EncodingCost] = []
  ) {
    let order = StudyOrder(study)
    let ordered = Dictionary(grouping: results, by: \.cell)
      .map { CellSummary(cell: $0.key, blocks: $0.value) }
      .map { (position: order.position(of: $0.cell), summary: $0) }
      .sorted { $0.position < $1.position }
      .map(\.summary)
    let cells = PooledIntervals(ordered).cells
    var groups: [Group] = []
    var rest = cells[...]
    while let first = rest.first?.cell {
      let members = rest.prefix {
        $0.cell.operation == first.operation && $0.cell.format == first.format
      }
      groups.append(
        Group(operation: first.operation, format: first.format, cells: Array(members)))
      rest = rest.dropFirst(members.count)
    }
    self.groups = groups
    margin = study.margin / 100
    self.starts = starts
    self.servers = servers
    cachingServers = Set(
      servers.map(\.descriptor).filter(study.wantsCaches).map(\.label))
    self.encodingCosts = encodingCosts
  }
}

/// Orders cells as the study lists their operations, formats, loads and servers; unlisted ones come
/// last, in alphabetical order.
private struct StudyOrder {
  struct Position: Comparable {
    var places: [Int]
    var names: [String]

    static func < (left: Position, right: Position) -> Bool {
      for index in left.places.indices {
        if left.places[index] != right.places[index] {
          return left.places[index] < right.places[index]
        }
        if left.names[index] != right.names[index] {
          return left.names[index] < right.names[index]
        }
      }
      return false
    }
  }

  private let operations: [String: Int]
  private let formats: [String: Int]
  private let loads: [Load: Int]
  private let servers: [String: Int]

  init(_ study: Study) {
    operations = places(study.operations.map(\.name))
    formats = places(study.formats.map(\.name))
    loads = places(study.loads)
    servers = places(study.servers)
  }

  func position(of cell: Cell) -> Position {
    Position(
      places: [
        operations[cell.operation] ?? .max, formats[cell.format.name] ?? .max,
        loads[cell.load] ?? .max, servers[cell.serverLabel] ?? .max,
      ],
      names: [cell.operation, cell.format.name, "\(cell.load)", cell.serverLabel])
  }
}

private func places<Name: Hashable>(_ names: [Name]) -> [Name: Int] {
  Dictionary(zip(names, names.indices), uniquingKeysWith: min)
}
