import Foundation
package import IIIF

/// The images of a manifest of the Presentation API, version 2 or 3.
package struct PresentationManifest: Hashable, Sendable {
  /// An image of a manifest.
  package struct Image: Hashable, Sendable {
    /// Its image service, if it has one.
    package var service: ImageService?
    /// The address of the image itself.
    package var ownAddress: String?
    /// The declared size.
    package var size: PixelSize?

    /// Creates an image.
    package init(service: ImageService?, ownAddress: String?, size: PixelSize?) {
      self.service = service
      self.ownAddress = ownAddress
      self.size = size
    }

    /// The address that is requested first.
    package var address: String { service?.fullAddresses.first ?? ownAddress ?? "" }
  }

  /// The manifest's label in its first language; empty without one.
  package let label: String
  /// The images of the pages in the order of the specification; without videos, sounds, texts and
  /// models.
  package let images: [Image]

  /// Reads a manifest.
  ///
  /// - Parameter url: Its address, for messages and relative addresses.
  /// - Throws: ``FetchError``.
  package init(json: [UInt8], url: String) throws {
    let content: Any
    do {
      content = try JSONSerialization.jsonObject(with: Data(json))
    } catch {
      throw FetchError.notJSON(url: url)
    }
    guard let manifest = content as? [String: Any] else {
      throw FetchError.notAManifest(url: url, type: nil)
    }
    let type = jsonText(manifest["type"] ?? manifest["@type"])
    let pages: [[Any?]]
    switch type {
    case "sc:Manifest":
      pages = jsonObjects(jsonObjects(manifest["sequences"]).first?["canvases"]).map { canvas in
        jsonObjects(canvas["images"]).filter(Self.isPainting).map { $0["resource"] }
      }
    case "Manifest":
      pages = jsonObjects(manifest["items"]).map { canvas in
        jsonObjects(canvas["items"]).flatMap { jsonObjects($0["items"]) }
          .filter(Self.isPainting).map { $0["body"] }
      }
    default: throw FetchError.notAManifest(url: url, type: type)
    }
    images = pages.flatMap { contents in
      var known: Set<String> = []
      return contents.compactMap { content in
        ManifestBody.all(in: content, document: url).lazy.compactMap(\.image).first
      }.filter { known.insert($0.address).inserted }
    }
    label = Self.label(manifest["label"])
    if images.isEmpty { throw FetchError.noImages(url: url) }
  }

  /// Whether an annotation is content of its page (Presentation API 3.0 §5.6).
  private static func isPainting(_ annotation: [String: Any]) -> Bool {
    let motivations = jsonTexts(annotation["motivation"])
    return motivations.isEmpty || motivations.contains { $0.hasSuffix("painting") }
  }

  private static func label(_ value: Any?) -> String {
    if let languages = value as? [String: Any], languages["@value"] == nil {
      let first = languages.keys.sorted().first
      return first.flatMap { jsonTexts(languages[$0]).first } ?? ""
    }
    return jsonObjects(value).first.flatMap { jsonText($0["@value"]) } ?? jsonTexts(value).first
      ?? ""
  }
}
