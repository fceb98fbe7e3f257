package import Configuration
package import IIIFBench

/// Everything that a study names, found by its name.
package struct Selection: Sendable {
  /// The servers, each in the variant asked for.
  package var servers: [PlannedServer] = []
  /// The operations, with their options.
  package var operations: [any ImageOperation] = []

  /// Finds what a study names; `timed` selections refuse operations that may harm a server.
  ///
  /// - Throws: ``SelectionError`` with everything that was not found.
  package init(
    study: Study, catalog: DescriptorCatalog, operations known: [any ImageOperation.Type],
    timed: Bool = true
  ) throws(SelectionError) {
    try self.init(
      servers: study.servers, operations: study.operations, major: study.api, catalog: catalog,
      among: known, timed: timed)
  }

  /// Finds servers by their labels, each to be asked in the version of the given major number if it
  /// has one, and operations by their names.
  ///
  /// - Throws: ``SelectionError`` with everything that was not found.
  package init(
    servers labels: [String], operations entries: [StudyOperation], major: Int,
    catalog: DescriptorCatalog, among known: [any ImageOperation.Type], timed: Bool
  ) throws(SelectionError) {
    let hashes = catalog.hashes
    var problems: [String] = []
    for label in labels {
      do throws(ServerSelectionError) {
        let found = try catalog.select([label])
        servers += found.compactMap { descriptor in
          PlannedServer(
            descriptor: descriptor, descriptorHash: hashes[descriptor.name] ?? "",
            major: major)
        }
      } catch {
        problems.append(error.description)
      }
    }
    for entry in entries {
      do {
        operations.append(try Self.operation(entry, among: known, timed: timed))
      } catch {
        problems.append("\(error)")
      }
    }
    guard problems.isEmpty else { throw SelectionError(problems: problems) }
  }

  private static func operation(
    _ entry: StudyOperation, among known: [any ImageOperation.Type], timed: Bool
  ) throws -> any ImageOperation {
    guard let type = known.first(where: { $0.name == entry.name }) else {
      throw SelectionError.unknown(
        "operation", entry.name, known: known.map { $0.name }.sorted())
    }
    guard type.kind != .harmful || !timed else {
      throw SelectionError(problems: [
        "operation '\(entry.name)' may harm a server and is never timed; "
          + "'iiif-bench check --operation \(entry.name)' runs it once"
      ])
    }
    do {
      return try type.init(
        options: try OptionValues(entry.options, for: type.options, among: known))
    } catch let error as OptionError {
      throw SelectionError(problems: ["operation '\(entry.name)': \(error)"])
    }
  }
}
