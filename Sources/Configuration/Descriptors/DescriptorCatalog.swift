package import IIIFBench
package import Support

/// The servers in a folder and the problems of its files.
package struct DescriptorCatalog: Sendable {
  /// The keyword that selects all servers.
  package static let everything = "all"

  /// The descriptors of valid files, ordered by name; the default variant of a server comes first, the
  /// others follow in the order of the file.
  package internal(set) var descriptors: [ServerDescriptor]
  /// The names of files with errors.
  package internal(set) var invalidNames: [String]
  /// The problems, ordered by file and place.
  package internal(set) var diagnostics: [Diagnostic]
  /// The content of each file by server name.
  package var contents: [String: [UInt8]]

  /// The labels of all servers: `name` and `name@variant`.
  package var labels: [String] { descriptors.map(\.label) }

  /// The SHA-256 of each valid file by server name.
  package var hashes: [String: String] {
    let names = Set(descriptors.map(\.name))
    return contents.filter { names.contains($0.key) }.mapValues { SHA256.hexadecimal(of: $0) }
  }

  /// The servers with the given labels, in that order and without duplicates; `all` selects the
  /// default variant of every server.
  ///
  /// - Throws: ``ServerSelectionError`` for the first unknown label.
  package func select(_ labels: [String]) throws(ServerSelectionError) -> [ServerDescriptor] {
    var selected: [ServerDescriptor] = []
    for label in labels {
      for descriptor in try servers(labelled: label) where !selected.contains(descriptor) {
        selected.append(descriptor)
      }
    }
    return selected
  }

  private func servers(
    labelled label: String
  ) throws(ServerSelectionError) -> [ServerDescriptor] {
    if label == Self.everything {
      return descriptors.filter { $0.variant == ServerDescriptor.defaultVariant }
    }
    if let descriptor = descriptors.first(where: { $0.label == label }) { return [descriptor] }
    let name = String(label.prefix { $0 != "@" })
    if invalidNames.contains(name) { throw .invalid(name: name) }
    let variants = descriptors.filter { $0.name == name }.map(\.label)
    if !variants.isEmpty { throw .unknownVariant(label: label, known: variants) }
    throw .unknown(
      label: label,
      known: descriptors.filter { $0.variant == ServerDescriptor.defaultVariant }.map(\.name))
  }
}

/// A label that does not select a server.
package enum ServerSelectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No descriptor has the name.
  case unknown(label: String, known: [String])
  /// The server has no such variant.
  case unknownVariant(label: String, known: [String])
  /// The server's descriptor has errors.
  case invalid(name: String)

  /// The problem and the known labels.
  package var description: String {
    switch self {
    case .unknown(let label, let known): unknownName("server", label, among: known)
    case .unknownVariant(let label, let known): unknownName("variant", label, among: known)
    case .invalid(let name):
      "the descriptor of '\(name)' has errors; run 'iiif-bench validate'"
    }
  }
}
