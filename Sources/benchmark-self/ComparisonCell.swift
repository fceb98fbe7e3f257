/// A size of the answers and a number of connections.
struct ComparisonCell: Hashable {
  /// The size of a body in bytes.
  let size: Int
  /// Connections, each with one request under way.
  let connections: Int

  /// The sizes of the answers.
  static let sizes = [1024, 204_800]

  /// All cells.
  static let all = sizes.flatMap { size in
    [10, 50].map { ComparisonCell(size: size, connections: $0) }
  }

  /// The cell as a heading.
  var title: String { "\(size / 1024) KB, \(connections) connections" }
}
