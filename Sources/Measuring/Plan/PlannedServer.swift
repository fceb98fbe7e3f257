package import IIIFBench
import IIIF

/// A server of a run and the version of the Image API that it is asked in.
package struct PlannedServer: Sendable {
  /// The server, in one of its variants.
  package var descriptor: ServerDescriptor
  /// SHA-256 of the descriptor's file.
  package var descriptorHash: String
  /// The version that it is asked in.
  package var api: APISupport

  /// Chooses the version of the given major number, or else the newest one that the server has.
  package init?(descriptor: ServerDescriptor, descriptorHash: String, major: Int) {
    let choices = descriptor.api.sorted { $0.version < $1.version }
    guard let api = choices.last(where: { $0.version.major == major }) ?? choices.last else {
      return nil
    }
    self.descriptor = descriptor
    self.descriptorHash = descriptorHash
    self.api = api
  }

  /// The paths of its images.
  package var address: ImageAddress { ImageAddress(descriptor: descriptor, api: api) }

  /// An operation made ready for the server and the pictures of a run, and for what the server tells
  /// of the first of them where that is known.
  ///
  /// - Throws: What the operation throws.
  package func prepared(
    _ operation: any ImageOperation, for dataset: Dataset, claim: ServerClaim? = nil
  ) throws -> any ImageOperation {
    try operation.prepared(
      for: OperationSetting(
        images: dataset.images, version: api.version, information: claim?.information,
        validators: claim?.validators))
  }

  /// Why the server cannot do an operation on a format, in a few words; nil when it can.
  package func limitation(to operation: any ImageOperation, format: SourceFormat) -> String? {
    guard descriptor.sources.contains(format.family) else {
      return "does not read \(format.family.rawValue)"
    }
    guard operation.isDefined(in: api.version) else {
      return "Image API \(api.version.rawValue) does not know it"
    }
    let missing = operation.requiredFeatures(in: api.version).subtracting(api.features)
    guard missing.isEmpty else {
      return "lacks " + missing.map(\.rawValue).sorted().joined(separator: ", ")
    }
    return nil
  }
}
