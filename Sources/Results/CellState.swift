/// Whether a cell was measured.
package enum CellState: String, Codable, Sendable {
  /// It has figures.
  case measured
  /// The server does not support a feature or a source format, see `reason`.
  case unsupported
  /// The measurement failed, see `reason`.
  case failed
}
