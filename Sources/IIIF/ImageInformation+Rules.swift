extension ImageInformation {
  /// Whether two documents have the same properties and values.
  ///
  /// The order of properties and of the items of a list does not count. False if one of them is not
  /// JSON.
  package static func areEqual(_ first: some Sequence<UInt8>, _ second: some Sequence<UInt8>)
    -> Bool
  {
    guard let first = JSONValue(json: first), let second = JSONValue(json: second) else {
      return false
    }
    return first.unorderedText == second.unorderedText
  }

  /// Violations of the version's rules that do not prevent reading, a short phrase each (Image API
  /// 2.1 §5, 3.0 §5.2 to §5.4).
  public var breaches: [String] {
    var breaches = deviations
    if protocolURI != "http://iiif.io/api/image" {
      breaches.append("'protocol' is \(quoted(protocolURI)), not 'http://iiif.io/api/image'")
    }
    if version.major == 3, type != "ImageService3" {
      breaches.append("'type' is \(quoted(type)), not 'ImageService3'")
    }
    if !id.isEmpty, !id.hasPrefix("http://"), !id.hasPrefix("https://") {
      breaches.append("'\(version.major == 2 ? "@id" : "id")' is not an HTTP URI")
    }
    if id.hasSuffix("/") || id.hasSuffix("/info.json") {
      breaches.append("'\(version.major == 2 ? "@id" : "id")' is not the image's base URI")
    }
    for tiles in tiles where Set(tiles.scaleFactors).count < tiles.scaleFactors.count {
      breaches.append("'tiles' repeat a scale factor")
    }
    if Set(tiles.map(\.size)).count < tiles.count {
      breaches.append("'tiles' repeat a size")
    }
    if version.major == 3, limits.height != nil, limits.width == nil {
      breaches.append("'maxHeight' requires 'maxWidth'")
    }
    return breaches
  }

  private func quoted(_ text: String?) -> String { text.map { "'\($0)'" } ?? "missing" }
}
