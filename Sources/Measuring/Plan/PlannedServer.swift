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
  /// How requests are sent to it.
  package var connection = ServerConnection()

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
  /// - Throws: ``UnusableOperation`` if the operation throws.
  package func prepared(
    _ operation: any ImageOperation, for dataset: Dataset, claim: ServerClaim? = nil
  ) throws(UnusableOperation) -> any ImageOperation {
    do {
      return try operation.prepared(
        for: OperationSetting(
          images: dataset.images, version: api.version, information: claim?.information,
          validators: claim?.validators))
    } catch {
      throw UnusableOperation(
        name: type(of: operation).name, detail: "\(error)", lack: error as? OperationNotApplicable)
    }
  }

  /// Why the server cannot do an operation on a format, in a few words; nil when it can.
  package func limitation(to operation: any ImageOperation, format: SourceFormat) -> String? {
    guard descriptor.sources.contains(format.family) else {
      return "does not read \(format.family.rawValue)"
    }
    let limits = descriptor.limits(of: format.family)
    if let refusal = limits?.refusal(of: format) { return refusal }
    guard operation.isDefined(in: api.version) else {
      return "Image API \(api.version.rawValue) does not know it"
    }
    let required = operation.requiredFeatures(in: api.version)
    let missing = required.subtracting(api.features)
    guard missing.isEmpty else { return Self.lack(of: missing) }
    let missingHere = required.intersection(limits?.lacks ?? [])
    guard missingHere.isEmpty else {
      return Self.lack(of: missingHere) + " for \(format.family.rawValue)"
    }
    return nil
  }

  private static func lack(of features: Set<Feature>) -> String {
    "lacks " + features.map(\.rawValue).sorted().joined(separator: ", ")
  }

  /// Why the server cannot read one of the pictures in a format; nil if it can read all.
  package func limitation(to pictures: [SourceImage], format: SourceFormat) -> String? {
    guard let maximum = descriptor.limits(of: format.family)?.maximumPixels else { return nil }
    let large = pictures.count { $0.size.width * $0.size.height > maximum }
    guard large > 0 else { return nil }
    return "does not read \(format.family.rawValue) beyond \(maximum) pixels, which "
      + "\(large) of \(pictures.count) \(pictures.count == 1 ? "picture" : "pictures") exceed"
  }
}

/// An operation that cannot be used with the pictures of a run.
package struct UnusableOperation: Error, Hashable, CustomStringConvertible {
  /// The name of the operation.
  package var name: String
  /// The operation's own message.
  package var detail: String
  /// What the server does not send; nil if the reason is another one.
  package var lack: OperationNotApplicable?

  /// The name and the message.
  package var description: String { "operation '\(name)': \(detail)" }
}
