/// A note that concerns the cells of some source families or operations, and stands beside them.
package struct ScopedNote: Codable, Hashable, Sendable {
  /// One or several sentences.
  package var text: String
  /// The families; nil for all.
  package var sources: [SourceFamily]?
  /// The names of the operations; nil for all.
  package var operations: [String]?

  /// Creates a note.
  package init(_ text: String, sources: [SourceFamily]? = nil, operations: [String]? = nil) {
    self.text = text
    self.sources = sources
    self.operations = operations
  }

  /// Whether it concerns the cells of a format and an operation.
  package func concerns(_ format: SourceFormat, _ operation: String) -> Bool {
    (sources?.contains(format.family) ?? true) && (operations?.contains(operation) ?? true)
  }
}
