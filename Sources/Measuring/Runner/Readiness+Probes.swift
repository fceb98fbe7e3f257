import Datasets
package import IIIFBench
package import Launching
import IIIF

extension Readiness {
  /// Asks a server for the information of the run's first picture and for a small image of it, in
  /// the first format that the server reads.
  package init(of server: PlannedServer, origin: String, dataset: Dataset, formats: [SourceFormat])
  {
    let locator = ImageLocator(dataset, layout: server.descriptor.identifier.layout)
    let readable = formats.first { server.descriptor.sources.contains($0.family) }
    guard let image = dataset.images.first,
      let path = readable.flatMap({ locator.path(of: image, format: $0) })
    else {
      self.init(probes: [])
      return
    }
    let width = min(100, image.size.width)
    let targets: [(OperationRequest.Target, String)] = [
      (.information, "application/"),
      (.image(ImageRequest(size: Size(.width(width)))), ImageFormat.jpg.mediaType),
    ]
    self.init(
      probes: targets.map { target, mediaType in
        Probe(
          url: origin + server.address.target(of: target, path: path, index: image.index),
          mediaType: mediaType)
      })
  }
}
