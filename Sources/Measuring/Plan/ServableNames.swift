import Datasets
package import IIIFBench

/// The pictures of a run under names that all of its servers can serve.
package struct ServableNames: Sendable {
  /// The pictures.
  package private(set) var dataset: Dataset
  /// What the reader must know of the names, a sentence each.
  package private(set) var warnings: [String] = []

  /// The number of names in a warning.
  private static let shownNames = 3

  /// Replaces the characters that one of the servers refuses in the names of all files.
  ///
  /// - Parameter canRename: Whether the servers are given the files; otherwise their names stay and
  ///   a warning says which server cannot serve them.
  /// - Throws: ``DatasetError`` if the system refuses.
  package init(_ dataset: Dataset, for servers: [PlannedServer], canRename: Bool = true) throws {
    self.dataset = dataset
    var refused: [IdentifierCharacters] = []
    for descriptor in servers.map(\.descriptor) {
      let characters = (descriptor.identifier.refuses ?? []).filter {
        !dataset.names(holding: [$0]).isEmpty
      }
      guard !characters.isEmpty else { continue }
      refused += characters.filter { !refused.contains($0) }
      warnings.append(Self.warning(of: descriptor.label, characters, dataset, canRename: canRename))
    }
    if canRename, !refused.isEmpty { self.dataset = try dataset.replacing(refused) }
  }

  private static func warning(
    of server: String, _ characters: [IdentifierCharacters], _ dataset: Dataset, canRename: Bool
  ) -> String {
    let names = dataset.names(holding: characters)
    let shown = names.prefix(shownNames).map { "'\($0)'" }.joined(separator: ", ")
    let rest = names.count > shownNames ? " and \(names.count - shownNames) more" : ""
    let held = characters.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return "\(server) cannot serve the \(names.count == 1 ? "name" : "names") \(shown)\(rest) "
      + "because of \(held); "
      + (canRename ? "all servers get files with '_' instead." : "rename the pictures.")
  }
}
