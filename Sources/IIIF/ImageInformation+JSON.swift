extension ImageInformation {
  /// Reads a document of Image API 2.0, 2.1 or 3.0.
  ///
  /// Ignores unknown names of features, formats and qualities, as the specification requires of
  /// clients. Properties in other forms than the specification's are read if they are unambiguous,
  /// and passed over otherwise; ``deviations`` names them. Version and size are required.
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

/// Reads the properties of one document and collects all problems and deviations.
private struct InformationReader {
  let object: [String: JSONValue]
  private(set) var problems: [ImageInformationError.Problem] = []
  private var deviations: [String] = []

  init(object: [String: JSONValue]) {
    self.object = object.filter { key, value in
      if case .null = value { false } else { true }
    }
    deviations = object.keys.filter { self.object[$0] == nil }.sorted().map { "'\($0)' is null" }
  }

  mutating func information() -> ImageInformation? {
    guard let version = version() else { return nil }
    let width = size("width")
    let height = size("height")
    guard let width, let height else { return nil }
    var information = ImageInformation(
      version: version, id: id(of: version), size: PixelSize(width: width, height: height),
      level: level())
    information.protocolURI = object["protocol"]?.text
    information.type = object["type"]?.text
    information.sizes = objects("sizes").compactMap { size($0) }
    information.tiles = objects("tiles").compactMap { tileSet($0) }
    addClaims(to: &information)
    information.authorization = object["service"].map(AuthorizationService.services) ?? []
    information.deviations = deviations
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

  /// The base URI; empty if there is none.
  private mutating func id(of version: APIVersion) -> String {
    let (name, other) = version.major == 2 ? ("@id", "id") : ("id", "@id")
    if let text = object[name]?.text { return text }
    let text = object[other]?.text
    deviations.append(
      text == nil ? "'\(name)' is missing" : "'\(other)' is given instead of '\(name)'")
    return text ?? ""
  }

  private mutating func size(_ key: String) -> Int? {
    guard let value = object[key] else {
      problems.append(.missing(key: key))
      return nil
    }
    if let number = number(value, path: key) { return number }
    problems.append(.wrongType(key: key, expected: "a positive integer"))
    return nil
  }

  /// A positive integer, also as text.
  private mutating func number(_ value: JSONValue, path: String) -> Int? {
    if let number = value.positiveInteger { return number }
    guard let number = value.text.flatMap({ Int($0) }), 1...1_000_000_000 ~= number else {
      return nil
    }
    deviations.append("'\(path)' is a text, not a number")
    return number
  }

  private mutating func optionalNumber(
    _ key: String, in object: [String: JSONValue], path: String = ""
  ) -> Int? {
    guard let value = object[key] else { return nil }
    if let number = number(value, path: path + key) { return number }
    deviations.append("'\(path)\(key)' is not a positive integer")
    return nil
  }

  /// The level: `level2` in 3.0; in 2.x a URI that ends in `level2.json`, alone or as the first item
  /// of a list.
  ///
  /// Level 0, which every server offers, if the profile names none.
  private mutating func level() -> ComplianceLevel {
    let name = object["profile"]?.items.compactMap(\.text).first ?? ""
    for level in ComplianceLevel.allCases {
      let word = "level\(level.rawValue)"
      if name == word || name.hasSuffix("/\(word).json") { return level }
      // Servers of earlier years: `…/2/level1`, `…/2/#level1`, `…/compliance.html#level2`.
      if name.hasSuffix("/\(word)") || name.hasSuffix("#\(word)") {
        deviations.append("'profile' is '\(name)', an unusual form of level \(level.rawValue)")
        return level
      }
    }
    deviations.append(
      object["profile"] == nil
        ? "'profile' is missing" : "'profile' is '\(name)', which names no compliance level")
    return .level0
  }

  private mutating func objects(_ key: String) -> [[String: JSONValue]] {
    guard let value = object[key] else { return [] }
    if case .list(let items) = value, items.allSatisfy({ $0.object != nil }) {
      return items.compactMap(\.object)
    }
    deviations.append("'\(key)' is not a list of objects")
    return value.items.compactMap(\.object)
  }

  private mutating func size(_ object: [String: JSONValue]) -> PixelSize? {
    let width = optionalNumber("width", in: object, path: "sizes.")
    let height = optionalNumber("height", in: object, path: "sizes.")
    guard let width, let height else {
      if object["width"] == nil || object["height"] == nil {
        deviations.append("'sizes' has an item without width and height")
      }
      return nil
    }
    return PixelSize(width: width, height: height)
  }

  private mutating func tileSet(_ object: [String: JSONValue]) -> ImageInformation.TileSet? {
    guard let width = optionalNumber("width", in: object, path: "tiles.") else {
      if object["width"] == nil { deviations.append("'tiles.width' is missing") }
      return nil
    }
    let height = optionalNumber("height", in: object, path: "tiles.") ?? width
    var factors: [Int] = []
    if case .list(let items)? = object["scaleFactors"] {
      factors = items.compactMap { number($0, path: "tiles.scaleFactors") }
      if factors.count < items.count {
        deviations.append("'tiles.scaleFactors' has items that are not positive integers")
      }
    } else {
      deviations.append("'tiles.scaleFactors' is not a list of numbers")
    }
    guard !factors.isEmpty else { return nil }
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
      let limits = information.limits
      information.limits.width = optionalNumber("maxWidth", in: place) ?? limits.width
      information.limits.height = optionalNumber("maxHeight", in: place) ?? limits.height
      information.limits.area = optionalNumber("maxArea", in: place) ?? limits.area
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
