package import IIIF

/// The content of a painting annotation: an image, a choice of several, or other media.
///
/// In JSON-LD a single value is the same as a list of one, and a text is the address of a resource.
struct ManifestBody {
  private let members: [String: Any]
  private let document: String

  /// The contents of a member such as `body` or `resource`.
  static func all(in value: Any?, document: String) -> [ManifestBody] {
    let values = value as? [Any] ?? [value].compactMap { $0 }
    return values.compactMap { value in
      let members = value as? [String: Any] ?? (value as? String).map { ["id": $0] }
      return members.map { ManifestBody(members: $0, document: document) }
    }
  }

  /// The image; nil for a video, sound, text or model (Presentation API 3.0 §5.7, 2.1 §3.2).
  ///
  /// Of a choice it is the default, or the first image if the default is not one.
  var image: PresentationManifest.Image? {
    if let alternatives { return alternatives.lazy.compactMap(\.image).first }
    let types = jsonTexts(members["type"] ?? members["@type"]).map { type in
      String(type.split(separator: ":").last ?? "")
    }
    let services = jsonObjects(members["service"]).compactMap {
      ImageService($0, document: document)
    }
    let isImage =
      types.isEmpty
      ? !services.isEmpty || jsonText(members["format"]).map { $0.hasPrefix("image/") } ?? true
      : !Set(types).isDisjoint(with: ["Image", "StillImage"])
    let own = jsonText(members["id"] ?? members["@id"]).flatMap {
      WebAddress.absolute($0, in: document)
    }
    guard isImage, services.first != nil || own != nil else { return nil }
    return PresentationManifest.Image(service: services.first, ownAddress: own, size: size)
  }

  /// The alternatives of a choice, or the source of a part of a resource; nil for other contents.
  private var alternatives: [ManifestBody]? {
    let values: [Any?]
    switch jsonText(members["type"] ?? members["@type"]) {
    case "oa:Choice": values = [members["default"], members["item"]]
    case "Choice": values = [members["items"]]
    case "oa:SpecificResource": values = [members["full"]]
    case "SpecificResource": values = [members["source"]]
    default: return nil
    }
    return values.flatMap { Self.all(in: $0, document: document) }
  }

  private var size: PixelSize? {
    guard let width = members["width"] as? Int, let height = members["height"] as? Int else {
      return nil
    }
    return PixelSize(width: width, height: height)
  }
}

/// An image service of a manifest.
package struct ImageService: Hashable, Sendable {
  /// The image's base URI.
  package var base: String
  /// The major version of the Image API.
  package var major: Int
  /// The sizes in the manifest, if it repeats them.
  package var sizes: [PixelSize]

  /// Creates an image service.
  package init(base: String, major: Int, sizes: [PixelSize] = []) {
    self.base = base
    self.major = major
    self.sizes = sizes
  }

  /// Reads a service of a body; nil for another kind of service.
  init?(_ members: [String: Any], document: String) {
    let kind = ["type", "@type", "@context", "profile"]
      .flatMap { jsonTexts(members[$0]) }.joined(separator: " ")
    let majors = [
      3: ["ImageService3", "/image/3"], 2: ["ImageService2", "/image/2"],
      1: ["ImageService1", "/image-api/1", "image/1"],
    ]
    guard let id = jsonText(members["id"] ?? members["@id"]),
      let base = WebAddress.absolute(id, in: document),
      let major = [3, 2, 1].first(where: { major in
        majors[major, default: []].contains { kind.contains($0) }
      })
    else { return nil }
    self.init(
      base: WebAddress.serviceBase(base), major: major,
      sizes: jsonObjects(members["sizes"]).compactMap { size in
        guard let width = size["width"] as? Int, let height = size["height"] as? Int,
          1...1_000_000 ~= width, 1...1_000_000 ~= height
        else { return nil }
        return PixelSize(width: width, height: height)
      })
  }

  /// Addresses of the full image, in the order of preference.
  package var fullAddresses: [String] {
    switch major {
    case 3: ["\(base)/full/max/0/default.jpg"]
    // A server with a limit may refuse `full`; version 2.0 does not define `max`.
    case 2: ["\(base)/full/full/0/default.jpg", "\(base)/full/max/0/default.jpg"]
    default: ["\(base)/full/full/0/native.jpg"]
    }
  }

  /// Addresses of the largest of some sizes, in the forms that the version defines for `sizes`
  /// (Image API 2.1 §5.3, 3.0 §5.3).
  package func addresses(ofLargest sizes: [PixelSize]) -> [String] {
    guard let largest = sizes.max(by: { $0.area < $1.area }) else { return [] }
    let both = "\(base)/full/\(largest.width),\(largest.height)/0/"
    let width = "\(base)/full/\(largest.width),/0/"
    switch major {
    case 3: return [both + "default.jpg"]
    case 2: return [width + "default.jpg", both + "default.jpg"]
    default: return [width + "native.jpg"]
    }
  }
}

/// The objects of a value that is one or a list.
func jsonObjects(_ value: Any?) -> [[String: Any]] {
  if let object = value as? [String: Any] { return [object] }
  return (value as? [Any])?.compactMap { $0 as? [String: Any] } ?? []
}

/// The texts of a value that is one or a list.
func jsonTexts(_ value: Any?) -> [String] {
  if let text = value as? String { return [text] }
  return (value as? [Any])?.compactMap { $0 as? String } ?? []
}

/// The first text of a value that is one or a list.
func jsonText(_ value: Any?) -> String? { jsonTexts(value).first }
