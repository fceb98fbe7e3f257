/// The unit of measurement: a server variant, a source format, an operation and a load.
package struct Cell: Codable, Hashable, Sendable {
  /// The server's name.
  package var server: String
  /// The server's variant.
  package var variant: String
  /// The source format.
  package var format: SourceFormat
  /// The operation's name.
  package var operation: String
  /// The load.
  package var load: Load

  /// Creates a cell.
  package init(
    server: String, variant: String, format: SourceFormat, operation: String, load: Load
  ) {
    self.server = server
    self.variant = variant
    self.format = format
    self.operation = operation
    self.load = load
  }

  /// `server`, or `server@variant`.
  package var serverLabel: String {
    variant == ServerDescriptor.defaultVariant ? server : "\(server)@\(variant)"
  }
}
