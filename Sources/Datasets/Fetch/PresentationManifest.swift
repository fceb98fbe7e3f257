import Foundation
package import IIIF

/// The images of a manifest of the Presentation API, version 2 or 3.
package struct PresentationManifest: Hashable, Sendable {
  /// An image of a manifest.
  package struct Image: Hashable, Sendable {
    /// Addresses of the full image, in the order of preference.
    package var addresses: [String]
    /// The declared size.
    package var size: PixelSize?
  }

  /// The manifest's label in its first language; empty without one.
  package let label: String
  /// The first image of each page, in order.
  package let images: [Image]

  /// Reads a manifest.
  ///
  /// - Parameter url: Its address, for messages.
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
    let type = text(manifest["type"] ?? manifest["@type"])
    switch type {
    case "sc:Manifest":
      let sequence = objects(manifest["sequences"]).first
      images = objects(sequence?["canvases"]).compactMap { canvas in
        objects(canvas["images"]).lazy.compactMap { Self.image(of: $0["resource"]) }.first
      }
    case "Manifest":
      images = objects(manifest["items"]).compactMap { canvas in
        objects(canvas["items"]).flatMap { objects($0["items"]) }
          .lazy.compactMap { Self.image(of: $0["body"]) }.first
      }
    default: throw FetchError.notAManifest(url: url, type: type)
    }
    label = Self.label(manifest["label"])
    if images.isEmpty { throw FetchError.noImages(url: url) }
  }

  /// The image of a painting annotation; of a choice, the default one.
  private static func image(of body: Any?) -> Image? {
    guard let body = objects(body).first else { return nil }
    switch text(body["type"] ?? body["@type"]) {
    case "oa:Choice": return image(of: body["default"])
    case "Choice": return image(of: body["items"])
    case "oa:SpecificResource": return image(of: body["full"])
    case "SpecificResource": return image(of: body["source"])
    default: break
    }
    var addresses: [String] = []
    if let service = objects(body["service"]).lazy.compactMap(addresses(ofService:)).first {
      addresses = service
    } else if let address = text(body["id"] ?? body["@id"]) {
      addresses = [address]
    }
    guard !addresses.isEmpty else { return nil }
    return Image(addresses: addresses, size: size(of: body))
  }

  /// Addresses of the full image of an image service; nil for another kind of service.
  private static func addresses(ofService service: [String: Any]) -> [String]? {
    guard let base = text(service["id"] ?? service["@id"]) else { return nil }
    let root = base.hasSuffix("/") ? String(base.dropLast()) : base
    let kind = ["type", "@type", "@context", "profile"]
      .flatMap { texts(service[$0]) }.joined(separator: " ")
    if kind.contains("ImageService3") || kind.contains("/image/3") {
      return ["\(root)/full/max/0/default.jpg"]
    }
    if kind.contains("ImageService2") || kind.contains("/image/2") {
      // A server with a limit may refuse `full`; version 2.0 does not define `max`.
      return ["\(root)/full/full/0/default.jpg", "\(root)/full/max/0/default.jpg"]
    }
    if kind.contains("ImageService1") || kind.contains("/image-api/1") || kind.contains("image/1") {
      return ["\(root)/full/full/0/native.jpg"]
    }
    return nil
  }

  private static func size(of body: [String: Any]) -> PixelSize? {
    guard let width = body["width"] as? Int, let height = body["height"] as? Int else { return nil }
    return PixelSize(width: width, height: height)
  }

  private static func label(_ value: Any?) -> String {
    if let languages = value as? [String: Any], languages["@value"] == nil {
      let first = languages.keys.sorted().first
      return first.flatMap { texts(languages[$0]).first } ?? ""
    }
    return objects(value).first.flatMap { text($0["@value"]) } ?? texts(value).first ?? ""
  }
}

// In JSON-LD a single value is the same as a list of one.

private func objects(_ value: Any?) -> [[String: Any]] {
  if let object = value as? [String: Any] { return [object] }
  return (value as? [Any])?.compactMap { $0 as? [String: Any] } ?? []
}

private func texts(_ value: Any?) -> [String] {
  if let text = value as? String { return [text] }
  return (value as? [Any])?.compactMap { $0 as? String } ?? []
}

private func text(_ value: Any?) -> String? { texts(value).first }
