package import IIIFBench
import Foundation
import IIIF
import LoadGenerator

/// The first requests of an operation to a server, for an example picture; the server need not run.
package struct SampleRequests: Sendable {
  /// The example picture; its name shows how slashes and spaces are encoded.
  private static let picture = SourceImage(
    index: 0, name: "folder/page 1", size: PixelSize(width: 4000, height: 6000))

  /// The result for one operation.
  package enum Outcome: Hashable, Sendable {
    /// The request targets of the first iteration.
    case targets([String])
    /// The reason why there are none.
    case none(String)
  }

  /// The server and its version.
  package var server: PlannedServer
  /// The source format: the first one that the server reads.
  package var format: SourceFormat

  /// Prepares requests to a server; nil if the server reads none of the known formats.
  package init?(server: PlannedServer) {
    guard
      let format = SourceFormat.common.first(where: {
        server.descriptor.sources.contains($0.family)
      })
    else { return nil }
    self.server = server
    self.format = format
  }

  /// The first requests of an operation.
  package func outcome(of operation: any ImageOperation) -> Outcome {
    if let limitation = server.limitation(to: operation, format: format) {
      return .none(limitation)
    }
    let file = ImageFile(
      image: Self.picture.name, format: format,
      path: "\(format.name)/\(Self.picture.name).\(format.fileExtension)", bytes: 0, sha256: "",
      command: "")
    let dataset = Dataset(
      name: "example", root: URL(filePath: "/"), images: [Self.picture], files: [file])
    do {
      let workload = try Workload(
        operation: operation, on: server, format: format, of: dataset, iterations: 1, seed: 1)
      return .targets(workload.table.requests.map(\.target))
    } catch {
      return .none("\(error)")
    }
  }
}
