import Datasets
package import IIIFBench
package import Launching
package import IIIF
import LoadGenerator

/// What a server claims of itself: the level, features, formats and qualities in the information of an
/// image (Image API 2.1 §5, 3.0 §5 and §6).
package struct ServerClaim: Hashable, Sendable {
  /// The level.
  package var level: ComplianceLevel
  /// The level's features and all others that are named.
  package var features: Set<Feature>
  /// The whole information; nil when it cannot be read.
  package var information: ImageInformation?
  /// What the information came with to tell its versions apart, if anything.
  package var validators: CacheValidators?
  /// The time at which the information was answered; nil if it was not.
  package var answered: ContinuousClock.Instant?
  /// Where the claim differs from the descriptor, or is wrong in itself, a sentence each.
  package var remarks: [String]

  /// Takes the claim of an image's information, which was asked for at an image's base URI.
  package init(_ information: ImageInformation, base: String, api: APISupport) {
    self.information = information
    level = information.level
    features = information.features
    remarks = information.deviations.map { "in the server's information, \($0)" }
    if information.id != base {
      remarks.append("the information of \(base) says that it is of \(information.id)")
    }
    if level != api.level {
      remarks.append(
        "the server claims level \(level.rawValue), its descriptor says level \(api.level.rawValue)"
      )
    }
    remarks += Self.difference(
      features.subtracting(api.features), "the server claims, and its descriptor does not")
    remarks += Self.difference(
      api.features.subtracting(features), "the descriptor claims, and the server does not")
  }

  /// Takes the descriptor's claim, since the server's cannot be read.
  package init(of api: APISupport, since problem: String) {
    level = api.level
    features = api.features
    remarks = ["the server's own claim cannot be read (\(problem)): the descriptor's is taken"]
  }

  private static func difference(_ features: Set<Feature>, _ words: String) -> [String] {
    features.isEmpty
      ? [] : ["\(words): \(features.map(\.rawValue).sorted().joined(separator: ", "))"]
  }
}

extension ServerClaim {
  /// Asks a running server for the information of the run's first picture.
  package static func fetched(
    from running: any RunningServer, of server: PlannedServer, dataset: Dataset,
    format: SourceFormat
  ) async throws -> ServerClaim {
    let locator = ImageLocator(dataset, layout: server.descriptor.identifier.layout)
    guard let image = dataset.images.first, let path = locator.path(of: image, format: format)
    else { return ServerClaim(of: server.api, since: "there is no picture in \(format.name)") }
    let base = running.origin + server.address.base(path: path, index: image.index)
    do {
      let answer = try await server.connection.decodingClient.fetch(
        base + "/info.json", maximumRedirects: 5)
      guard answer.status == 200 else {
        return ServerClaim(of: server.api, since: "status \(answer.status)")
      }
      var claim = ServerClaim(
        try ImageInformation(json: answer.body), base: base, api: server.api)
      claim.validators = CacheValidators(answer)
      claim.answered = .now
      return claim
    } catch let error as HTTPClientError {
      return ServerClaim(of: server.api, since: error.description)
    } catch let error as ImageInformationError {
      return ServerClaim(of: server.api, since: error.description)
    }
  }
}

extension CacheValidators {
  /// Takes what an answer came with; nil when it came with nothing.
  fileprivate init?(_ answer: HTTPResponse) {
    self.init(
      entityTag: answer.value(ofField: "ETag"), lastModified: answer.value(ofField: "Last-Modified")
    )
    if entityTag == nil && lastModified == nil { return nil }
  }
}
