import Foundation

/// A collection of the Presentation API, version 2 or 3.
package enum PresentationCollection {
  /// The addresses of its manifests and collections, in order; nil if the document is no collection.
  package static func members(json: [UInt8], url: String) -> [String]? {
    guard let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any],
      ["Collection", "sc:Collection"].contains(jsonText(object["type"] ?? object["@type"]))
    else { return nil }
    return ["items", "members", "manifests", "collections"].flatMap { jsonObjects(object[$0]) }
      .compactMap { jsonText($0["id"] ?? $0["@id"]) }
      .compactMap { WebAddress.absolute($0, in: url) }
  }
}
