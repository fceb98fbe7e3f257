package import IIIFBench
package import Support

/// The servers that a folder describes, and what is wrong with its files.
package struct DescriptorCatalog: Sendable {
  /// The word by which all servers are selected.
  package static let everything = "all"

  /// The descriptors of the valid files, by name, each with its default variant first and the others
  /// in the order of the file.
  package internal(set) var descriptors: [ServerDescriptor]
  /// The names whose files have errors.
  package internal(set) var invalidNames: [String]
  /// What is wrong, by file and place.
  package internal(set) var diagnostics: [Diagnostic]
  /// The files' contents by server name.
  package var contents: [String: [UInt8]]

  /// Every label by which a server can be selected: `name` and `name@variant`.
  package var labels: [String] { descriptors.map(\.label) }

  /// SHA-256 of the file of each valid descriptor, by server name.
  package var hashes: [String: String] {
    let names = Set(descriptors.map(\.name))
    return contents.filter { names.contains($0.key) }.mapValues { SHA256.hexadecimal(of: $0) }
  }

  /// The servers of the given labels, in their order, each once; `all` is every server in its default
  /// variant.
  ///
  /// - Throws: ``ServerSelectionError`` for the first label that names nothing.
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

/// A label that selects no server.
package enum ServerSelectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No descriptor has the name.
  case unknown(label: String, known: [String])
  /// The server has no variant of that name.
  case unknownVariant(label: String, known: [String])
  /// The server's descriptor has errors.
  case invalid(name: String)

  /// The sentence for people.
  package var description: String {
    switch self {
    case .unknown(let label, let known):
      "there is no server \(label.quoted)\(suggestion(for: label, in: known)); there are: "
        + known.joined(separator: ", ")
    case .unknownVariant(let label, let known):
      "there is no variant \(label.quoted)\(suggestion(for: label, in: known)); there are: "
        + known.joined(separator: ", ")
    case .invalid(let name):
      "the descriptor of '\(name)' has errors; run 'iiif-bench validate'"
    }
  }
}
