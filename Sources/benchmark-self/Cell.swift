/// A size of the answers and a number of connections.
struct Cell: Hashable {
  /// Bytes of a body.
  let size: Int
  /// Connections, each with one request under way.
  let connections: Int

  /// The sizes of the answers.
  static let sizes = [1024, 204_800]

  /// All cells.
  static let all = sizes.flatMap { size in
    [10, 50].map { Cell(size: size, connections: $0) }
  }

  /// The cell in words.
  var title: String { "\(size / 1024) KB, \(connections) connections" }
}
