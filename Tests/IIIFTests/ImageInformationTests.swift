import IIIF
import Testing

@Suite struct ImageInformationTests {
  @Test("A document of 2.1 is parsed")
  func versionTwo() throws {
    let information = try ImageInformation(
      json: """
        {"@context": "http://iiif.io/api/image/2/context.json", "@id": "https://a.org/iiif/b",
         "protocol": "http://iiif.io/api/image", "width": 6000, "height": 4000,
         "sizes": [{"width": 150, "height": 100}],
         "tiles": [{"width": 512, "scaleFactors": [1, 2, 4]}, 
                   {"width": 1024, "height": 2048, "scaleFactors": [8]}],
         "profile": ["http://iiif.io/api/image/2/level1.json",
           {"formats": ["jpg", "png", "xyz"], "qualities": ["default", "gray"],
            "supports": ["sizeAboveFull", "sizeByDistortedWh", "rotationBy90s", "unheardOf"],
            "maxWidth": 5000, "maxArea": 10000000}]}
        """.utf8)
    #expect(information.version == .v21)
    #expect(information.id == "https://a.org/iiif/b")
    #expect(information.size == PixelSize(width: 6000, height: 4000))
    #expect(information.level == .level1)
    #expect(information.protocolURI == "http://iiif.io/api/image")
    #expect(information.sizes == [PixelSize(width: 150, height: 100)])
    #expect(
      information.tiles == [
        .init(size: PixelSize(width: 512, height: 512), scaleFactors: [1, 2, 4]),
        .init(size: PixelSize(width: 1024, height: 2048), scaleFactors: [8]),
      ])
    #expect(information.limits == SizeLimits(width: 5000, area: 10_000_000))
    #expect(information.extraFeatures == [.sizeUpscaling, .sizeByWh, .rotationBy90s])
    #expect(information.extraFormats == [.jpg, .png])
    #expect(information.extraQualities == [.default, .gray])
    let expected = ComplianceLevel.level1.features(in: .v21).union([
      .sizeUpscaling, .sizeByWh, .rotationBy90s, .formatPng, .qualityGray,
    ])
    #expect(information.features == expected)
  }

  @Test("A document of 3.0 is parsed")
  func versionThree() throws {
    let information = try ImageInformation(
      json: """
        {"@context": ["http://example.org/extension.json",
                      "http://iiif.io/api/image/3/context.json"],
         "id": "https://a.org/b", "type": "ImageService3", "protocol": "http://iiif.io/api/image",
         "profile": "level2", "width": 30, "height": 20, "maxWidth": 40, "maxHeight": 50,
         "extraFormats": ["webp"], "extraQualities": ["bitonal"],
         "extraFeatures": ["mirroring", "canonicalLinkHeader"], "service": []}
        """.utf8)
    #expect(information.version == .v30)
    #expect(information.id == "https://a.org/b")
    #expect(information.type == "ImageService3")
    #expect(information.level == .level2)
    #expect(information.limits == SizeLimits(width: 40, height: 50))
    let expected = ComplianceLevel.level2.features(in: .v30).union([
      .formatWebp, .qualityBitonal, .mirroring, .canonicalLinkHeader,
    ])
    #expect(information.features == expected)
  }

  @Test("The profile of 2.x may be a single text")
  func plainProfile() throws {
    let information = try ImageInformation(
      json: """
        {"@context": "http://iiif.io/api/image/2/context.json", "@id": "a", "width": 1, "height": 1,
         "profile": "http://iiif.io/api/image/2/level0.json"}
        """.utf8)
    #expect(information.level == .level0)
    #expect(information.features == [])
  }

  @Test(
    "The names of sizes in 2.0 are distinguished from those in 2.1",
    arguments: [
      (#"["sizeByWh"]"#, [Feature.sizeByWh]),
      (#"["sizeByForcedWh"]"#, [.sizeByWh]),
      (#"["sizeByForcedWh", "sizeByWh"]"#, [.sizeByWh, .sizeByConfinedWh]),
      (#"["sizeByConfinedWh"]"#, [.sizeByConfinedWh]),
    ])
  func namesOfTwo(supports: String, features: [Feature]) throws {
    let information = try ImageInformation(
      json: """
        {"@context": "http://iiif.io/api/image/2/context.json", "@id": "a", "width": 1, "height": 1,
         "profile": ["http://iiif.io/api/image/2/level0.json", {"supports": \(supports)}]}
        """.utf8)
    #expect(information.extraFeatures == Set(features))
  }

  @Test(
    "Invalid image information is reported",
    arguments: [
      ("", "invalid image information: the text is not JSON"),
      ("<!doctype html>", "invalid image information: the text is not JSON"),
      (#"{"width": 1"#, "invalid image information: the text is not JSON"),
      ("[1]", "invalid image information: the text is not a JSON object"),
      ("{}", "invalid image information: '@context' is missing"),
      (
        #"{"@context": "http://iiif.io/api/presentation/3/context.json"}"#,
        "invalid image information: '@context' is "
          + "'http://iiif.io/api/presentation/3/context.json', "
          + "expected http://iiif.io/api/image/2/context.json or "
          + "http://iiif.io/api/image/3/context.json"
      ),
      (
        #"{"@context": "http://iiif.io/api/image/3/context.json", "@id": "a", "width": 0}"#,
        "invalid image information: 'width' is not a positive integer; 'height' is missing"
      ),
    ])
  func problems(json: String, message: String) {
    let error = #expect(throws: ImageInformationError.self) {
      try ImageInformation(json: json.utf8)
    }
    #expect(error?.description == message)
  }
}

@Suite struct ImageInformationDeviationsTests {
  private func information(
    _ members: String, profile: String = #""http://iiif.io/api/image/2/level2.json""#
  ) throws -> ImageInformation {
    try ImageInformation(
      json: """
        {"@context": "http://iiif.io/api/image/2/context.json", "@id": "http://a.org/b",
         "protocol": "http://iiif.io/api/image", "width": 400, "height": 300,
         "profile": \(profile)\(members)}
        """.utf8)
  }

  @Test(
    "Unusual forms of the level are read",
    arguments: [
      ("http://iiif.io/api/image/2/level1", 1), ("http://iiif.io/api/image/2/#level1", 1),
      ("http://library.stanford.edu/iiif/image-api/1.1/compliance.html#level2", 2),
    ])
  func level(profile: String, level: Int) throws {
    for json in ["\"\(profile)\"", "[\"\(profile)\", {}]"] {
      let information = try information("", profile: json)
      #expect(information.level.rawValue == level)
      #expect(
        information.breaches == ["'profile' is '\(profile)', an unusual form of level \(level)"])
    }
  }

  @Test(
    "Unusable properties are passed over and named",
    arguments: [
      (
        #", "tiles": [{"width": 256, "scaleFactors": null}]"#,
        ["'tiles.scaleFactors' is not a list of numbers"]
      ),
      (
        #", "tiles": [{"width": 256, "scalefactors": [1]}]"#,
        ["'tiles.scaleFactors' is not a list of numbers"]
      ),
      (#", "tiles": null, "sizes": null"#, ["'sizes' is null", "'tiles' is null"]),
      (
        #", "sizes": [{"width": 100.5, "height": 75}]"#,
        ["'sizes.width' is not a positive integer"]
      ),
      (#", "sizes": 5"#, ["'sizes' is not a list of objects"]),
    ])
  func properties(members: String, deviations: [String]) throws {
    let information = try information(members)
    #expect(information.deviations == deviations)
    #expect(information.tiles.isEmpty && information.sizes.isEmpty)
    #expect(information.size == PixelSize(width: 400, height: 300))
  }

  @Test("Limits that are null or 0 and a missing level are no obstacle")
  func limits() throws {
    let limits = try information(
      "", profile: #"["http://iiif.io/api/image/2/level2.json", {"maxWidth": null, "maxArea": 0}]"#)
    #expect(limits.limits == SizeLimits())
    #expect(limits.level == .level2)
    let best = try information("", profile: #""best""#)
    #expect(best.level == .level0)
    #expect(best.deviations == ["'profile' is 'best', which names no compliance level"])
  }

  @Test("Sizes as text and the other version's name of the id are read")
  func otherForms() throws {
    let information = try ImageInformation(
      json: """
        {"@context": "http://iiif.io/api/image/3/context.json", "@id": "http://a.org/b",
         "type": "ImageService3", "protocol": "http://iiif.io/api/image", "profile": "level2",
         "width": "400", "height": "300", "maxWidth": null}
        """.utf8)
    #expect(information.size == PixelSize(width: 400, height: 300))
    #expect(information.id == "http://a.org/b")
    #expect(
      information.deviations == [
        "'maxWidth' is null", "'width' is a text, not a number",
        "'height' is a text, not a number", "'@id' is given instead of 'id'",
      ])
  }
}

@Suite struct ImageInformationRulesTests {
  @Test("A valid document has no breaches")
  func right() throws {
    let information = try ImageInformation(
      json: """
        {"@context": "http://iiif.io/api/image/3/context.json", "id": "https://a.org/b",
         "type": "ImageService3", "protocol": "http://iiif.io/api/image", "profile": "level2",
         "width": 30, "height": 20, "tiles": [{"width": 16, "scaleFactors": [1, 2]}]}
        """.utf8)
    #expect(information.breaches == [])
  }

  @Test("Breaches of the rules are reported")
  func wrong() throws {
    let information = try ImageInformation(
      json: """
        {"@context": "http://iiif.io/api/image/3/context.json", "id": "b/info.json",
         "type": "ImageService2", "profile": "level2", "width": 30, "height": 20, "maxHeight": 9,
         "tiles": [{"width": 16, "scaleFactors": [1, 1]}, {"width": 16, "scaleFactors": [2]}]}
        """.utf8)
    #expect(
      information.breaches == [
        "'protocol' is missing, not 'http://iiif.io/api/image'",
        "'type' is 'ImageService2', not 'ImageService3'", "'id' is not an HTTP URI",
        "'id' is not the image's base URI", "'tiles' repeat a scale factor",
        "'tiles' repeat a size", "'maxHeight' requires 'maxWidth'",
      ])
  }
}
