import IIIF
import Testing

@Suite struct ComplianceLevelTests {
  private let http: Set<Feature> = [.baseUriRedirect, .cors, .jsonldMediaType]

  @Test("Level 0 requires nothing", arguments: APIVersion.allCases)
  func levelZero(version: APIVersion) {
    #expect(ComplianceLevel.level0.features(in: version) == [])
  }

  @Test("Level 1 of 2.x", arguments: [APIVersion.v20, .v21])
  func levelOneOfTwo(version: APIVersion) {
    let expected = http.union([.regionByPx, .sizeByW, .sizeByH, .sizeByPct])
    #expect(ComplianceLevel.level1.features(in: version) == expected)
  }

  @Test("Level 2 of 2.x", arguments: [APIVersion.v20, .v21])
  func levelTwoOfTwo(version: APIVersion) {
    let expected = http.union([
      .regionByPx, .regionByPct, .sizeByW, .sizeByH, .sizeByPct, .sizeByConfinedWh, .sizeByWh,
      .rotationBy90s, .qualityColor, .qualityGray, .qualityBitonal, .formatPng,
    ])
    #expect(ComplianceLevel.level2.features(in: version) == expected)
  }

  @Test("Level 1 of 3.0 has the square and drops percentages")
  func levelOneOfThree() {
    let expected = http.union([.regionByPx, .regionSquare, .sizeByW, .sizeByH, .sizeByWh])
    #expect(ComplianceLevel.level1.features(in: .v30) == expected)
  }

  @Test("Level 2 of 3.0 does not include bitonal")
  func levelTwoOfThree() {
    let expected = http.union([
      .regionByPx, .regionByPct, .regionSquare, .sizeByW, .sizeByH, .sizeByPct, .sizeByConfinedWh,
      .sizeByWh, .rotationBy90s, .qualityColor, .qualityGray, .formatPng,
    ])
    #expect(ComplianceLevel.level2.features(in: .v30) == expected)
  }

  @Test("A level has all features of the levels below it", arguments: APIVersion.allCases)
  func levelsGrow(version: APIVersion) {
    let levels = ComplianceLevel.allCases.sorted().map { $0.features(in: version) }
    #expect(levels[0].isSubset(of: levels[1]) && levels[1].isSubset(of: levels[2]))
  }
}
