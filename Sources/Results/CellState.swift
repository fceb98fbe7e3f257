/// Whether a cell has figures.
package enum CellState: String, Codable, Sendable {
  /// It has.
  case measured
  /// The server lacks a feature or a source format; `reason` says which.
  case unsupported
  /// It could not be measured; `reason` says why.
  case failed
}
