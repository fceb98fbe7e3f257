package import Configuration
import IIIF
package import IIIFBench
package import Results

extension Selection {
  /// The servers and operations of a result, with the settings that the result recorded.
  ///
  /// - Throws: ``SelectionError`` for an operation that this program lacks.
  package init(
    repeating result: BenchmarkResult, among known: [any ImageOperation.Type]
  ) throws(SelectionError) {
    try self.init(
      servers: [], operations: result.study.operations, major: result.study.api,
      catalog: DescriptorCatalog(loaded: [], problems: []), among: known, timed: true)
    servers = result.servers.compactMap { record in
      var server = PlannedServer(
        descriptor: record.descriptor, descriptorHash: record.descriptorHash,
        major: record.api.version.major)
      server?.api = record.api
      return server
    }
  }
}
