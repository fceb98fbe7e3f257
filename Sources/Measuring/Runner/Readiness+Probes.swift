import Datasets
package import IIIFBench
package import Launching
import IIIF

extension Readiness {
  /// Requests the information of the run's first picture and a small image of it, in the first
  /// format that the server reads; the second picture is the alternative.
  package init(of server: PlannedServer, origin: String, dataset: Dataset, formats: [SourceFormat])
  {
    let locator = ImageLocator(dataset, layout: server.descriptor.identifier.layout)
    let readable = formats.first { server.descriptor.sources.contains($0.family) }
    let probes = dataset.images.prefix(2).map { image -> [Probe] in
      guard let path = readable.flatMap({ locator.path(of: image, format: $0) }) else { return [] }
      return Self.probes(of: image, path: path, server: server, origin: origin)
    }
    self.init(
      probes: probes.first ?? [], alternatives: probes.dropFirst().first ?? [],
      client: server.connection.client)
  }

  private static func probes(
    of image: SourceImage, path: String, server: PlannedServer, origin: String
  ) -> [Probe] {
    let width = min(100, image.size.width)
    let targets: [(OperationRequest.Target, String)] = [
      (.information, "application/"),
      (.image(ImageRequest(size: Size(.width(width)))), ImageFormat.jpg.mediaType),
    ]
    return targets.map { target, mediaType in
      Probe(
        url: origin + server.address.target(of: target, path: path, index: image.index),
        mediaType: mediaType, picture: image.name)
    }
  }
}
