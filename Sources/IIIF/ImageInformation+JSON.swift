extension ImageInformation {
  /// Reads a document of Image API 2.0, 2.1 or 3.0.
  ///
  /// Ignores unknown names of features, formats and qualities, as the specification requires of
  /// clients.
  ///
  /// - Throws: ``ImageInformationError`` with all problems.
  package init(json: some Sequence<UInt8>) throws(ImageInformationError) {
    guard let value = JSONValue(json: json) else {
      throw ImageInformationError(problems: [.notJSON])
    }
    guard let object = value.object else {
      throw ImageInformationError(problems: [.notAnObject])
    }
    var reader = InformationReader(object: object)
    guard let information = reader.information(), reader.problems.isEmpty else {
      throw ImageInformationError(problems: reader.problems)
    }
    self = information
  }
}

/// Reads the properties of one document and collects all problems.
private struct InformationReader {
  let object: [String: JSONValue]
  var problems: [ImageInformationError.Problem] = []

  init(object: [String: JSONValue]) {
    self.object = object
  }

  mutating func information() -> ImageInformation? {
    guard let version = version() else { return nil }
    let id = text(version.major == 2 ? "@id" : "id")
    let width = positive("width", in: object, required: true)
    let height = positive("height", in: object, required: true)
    let level = level()
    guard let id, let width, let height, let level else { return nil }
    var information = ImageInformation(
      version: version, id: id, size: PixelSize(width: width, height: height), level: level)
    information.protocolURI = object["protocol"]?.text
    information.type = object["type"]?.text
    information.sizes = objects("sizes").compactMap { size($0, in: "sizes") }
    information.tiles = objects("tiles").compactMap { tileSet($0) }
    addClaims(to: &information)
    return information
  }

  private mutating func version() -> APIVersion? {
    guard let context = object["@context"] else {
      problems.append(.missing(key: "@context"))
      return nil
    }
    let names = context.items.compactMap(\.text)
    for name in names {
      if name.hasSuffix("://iiif.io/api/image/3/context.json") { return .v30 }
      if name.hasSuffix("://iiif.io/api/image/2/context.json") { return .v21 }
    }
    problems.append(.context(found: names.joined(separator: ", ")))
    return nil
  }

  private mutating func text(_ key: String) -> String? {
    guard let value = object[key] else {
      problems.append(.missing(key: key))
      return nil
    }
    if let text = value.text { return text }
    problems.append(.wrongType(key: key, expected: "a string"))
    return nil
  }

  private mutating func positive(
    _ key: String, in object: [String: JSONValue], path: String = "", required: Bool = false
  ) -> Int? {
    guard let value = object[key] else {
      if required { problems.append(.missing(key: path + key)) }
      return nil
    }
    if let number = value.positiveInteger { return number }
    problems.append(.wrongType(key: path + key, expected: "a positive integer"))
    return nil
  }

  /// The level: `level2` in 3.0; in 2.x a URI that ends in `level2.json`, alone or as the first item
  /// of a list.
  private mutating func level() -> ComplianceLevel? {
    guard let profile = object["profile"] else {
      problems.append(.missing(key: "profile"))
      return nil
    }
    let name = profile.items.compactMap(\.text).first ?? ""
    for level in ComplianceLevel.allCases
    where name == "level\(level.rawValue)" || name.hasSuffix("/level\(level.rawValue).json") {
      return level
    }
    problems.append(.profile(found: name))
    return nil
  }

  private mutating func objects(_ key: String) -> [[String: JSONValue]] {
    guard let value = object[key] else { return [] }
    guard case .list(let items) = value, items.allSatisfy({ $0.object != nil }) else {
      problems.append(.wrongType(key: key, expected: "a list of objects"))
      return []
    }
    return items.compactMap(\.object)
  }

  private mutating func size(_ object: [String: JSONValue], in list: String) -> PixelSize? {
    let width = positive("width", in: object, path: "\(list).", required: true)
    let height = positive("height", in: object, path: "\(list).", required: true)
    guard let width, let height else { return nil }
    return PixelSize(width: width, height: height)
  }

  private mutating func tileSet(_ object: [String: JSONValue]) -> ImageInformation.TileSet? {
    guard let width = positive("width", in: object, path: "tiles.", required: true) else {
      return nil
    }
    let height = positive("height", in: object, path: "tiles.") ?? width
    guard case .list(let items)? = object["scaleFactors"] else {
      problems.append(.wrongType(key: "tiles.scaleFactors", expected: "a list of numbers"))
      return nil
    }
    let factors = items.compactMap(\.positiveInteger)
    guard factors.count == items.count else {
      problems.append(
        .wrongType(key: "tiles.scaleFactors", expected: "a list of positive integers"))
      return nil
    }
    return ImageInformation.TileSet(
      size: PixelSize(width: width, height: height), scaleFactors: factors)
  }

  /// Adds features, formats, qualities and limits: from the objects in `profile` in 2.x, from the top
  /// level in 3.0.
  private mutating func addClaims(to information: inout ImageInformation) {
    let isThree = information.version.major == 3
    let places = isThree ? [object] : object["profile"]?.items.compactMap(\.object) ?? []
    let keys =
      isThree
      ? (features: "extraFeatures", formats: "extraFormats", qualities: "extraQualities")
      : (features: "supports", formats: "formats", qualities: "qualities")
    for place in places {
      let names = Set(place[keys.features]?.items.compactMap(\.text) ?? [])
      information.extraFeatures.formUnion(
        isThree ? Set(names.compactMap(Feature.init)) : featuresOfTwo(names))
      information.extraFormats.formUnion(
        place[keys.formats]?.items.compactMap { $0.text.flatMap(ImageFormat.init) } ?? [])
      information.extraQualities.formUnion(
        place[keys.qualities]?.items.compactMap { $0.text.flatMap(Quality.init) } ?? [])
      information.limits.width = positive("maxWidth", in: place) ?? information.limits.width
      information.limits.height = positive("maxHeight", in: place) ?? information.limits.height
      information.limits.area = positive("maxArea", in: place) ?? information.limits.area
    }
  }
}

/// Maps feature names of Image API 2.x to features.
///
/// 2.0 calls `w,h` `sizeByForcedWh` and `!w,h` `sizeByWh`; 2.1 calls them `sizeByDistortedWh` or
/// `sizeByWh`, and `sizeByConfinedWh`.
private func featuresOfTwo(_ names: Set<String>) -> Set<Feature> {
  var features = Set(names.compactMap(Feature.init))
  if names.contains("sizeAboveFull") { features.insert(.sizeUpscaling) }
  if names.contains("sizeByDistortedWh") { features.insert(.sizeByWh) }
  if names.contains("sizeByForcedWh") {
    if features.contains(.sizeByWh) { features.insert(.sizeByConfinedWh) }
    features.insert(.sizeByWh)
  }
  return features
}
