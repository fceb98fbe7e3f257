import Decisions
import IIIFBench
import Results
import Verification
import Foundation
import IIIF

/// Measures what encodings of an operation's answers cost, with pictures that the operation requests.
struct EncodingPricing {
  let selection: Selection
  let dataset: Dataset
  let seed: UInt64

  /// The iterations of which requests are chosen.
  private static let iterations = 32

  /// The costs of encodings, of pictures in the first source format in which they differ.
  ///
  /// - Returns: The costs; empty if the run's files do not contain such pictures.
  /// - Throws: ``ExternalProgramError``, errors of the operation, or `CancellationError`.
  func costs(
    of encodings: [JPEGEncoding], operation name: String, in summary: ResultSummary
  ) async throws -> [EncodingCost] {
    let groups = EquivalenceAudit(summary).groups.filter {
      $0.operation == name && !$0.differingEncodings.isEmpty
    }
    guard let group = groups.first,
      let operation = selection.operations.first(where: { type(of: $0).name == name }),
      let server = selection.servers.first(where: {
        $0.descriptor.label == group.answers.first?.server
      })
    else { return [] }
    let sources = try sources(of: operation, on: server, in: group.format)
    guard !sources.isEmpty else { return [] }
    let times = try await EncodingTimer().times(of: encodings, for: sources)
    return zip(encodings, times).map { encoding, times in
      EncodingCost(
        operation: name, encoding: encoding, pictures: sources.count, seconds: times.seconds,
        optimisedSeconds: times.optimisedSeconds)
    }
  }

  /// The first pictures among the requests that are not much smaller than the largest one.
  private func sources(
    of operation: any ImageOperation, on server: PlannedServer, in format: SourceFormat
  ) throws -> [EncodingTimer.Source] {
    let prepared = try server.prepared(operation, for: dataset)
    let workload = try Workload(
      operation: prepared, on: server, format: format, of: dataset, iterations: Self.iterations,
      seed: seed)
    var pictures: [ExpectedPicture] = []
    for picture in workload.expectations.compactMap(\.picture)
    where picture.request.format == .jpg && !pictures.contains(picture) {
      pictures.append(picture)
    }
    let largest = pictures.map(Self.area).max() ?? 0
    return pictures.filter { 2 * Self.area(of: $0) >= largest }.compactMap { picture in
      dataset.files.first { $0.image == picture.image.name && $0.format == format }.map { file in
        EncodingTimer.Source(
          picture: picture,
          file: dataset.root.appending(path: file.path).path(percentEncoded: false))
      }
    }.prefix(EncodingTimer.pictures).map(\.self)
  }

  private static func area(of picture: ExpectedPicture) -> Int {
    let size = picture.request.resultSize(of: picture.image.size)
    return size.width * size.height
  }
}
