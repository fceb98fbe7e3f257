@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Statistics
@testable import Support
@testable import Verification
import Testing

@Suite("What a server claims")
struct ServerClaimTests {
  private let base = "http://127.0.0.1:1/iiif/page"
  private let api = APISupport(
    version: .v21, prefix: "/iiif", level: .level1, fullSize: .full, extra: [.mirroring])

  private func information(
    level: ComplianceLevel = .level1, extra: Set<Feature> = [.mirroring]
  ) -> ImageInformation {
    var information = ImageInformation(
      version: .v21, id: base, size: PixelSize(width: 10, height: 10), level: level)
    information.extraFeatures = extra
    return information
  }

  @Test("A claim that the descriptor repeats needs no remark")
  func same() {
    let claim = ServerClaim(information(), base: base, api: api)
    #expect(claim.level == .level1)
    #expect(claim.features == api.features)
    #expect(claim.remarks.isEmpty)
  }

  @Test("Where server and descriptor differ, both are named")
  func different() {
    let claim = ServerClaim(
      information(level: .level2, extra: []), base: base + "x", api: api)
    #expect(
      claim.remarks == [
        "the information of \(base)x says that it is of \(base)",
        "the server claims level 2, its descriptor says level 1",
        "the server claims, and its descriptor does not: formatPng, qualityBitonal, qualityColor, "
          + "qualityGray, regionByPct, rotationBy90s, sizeByConfinedWh, sizeByWh",
        "the descriptor claims, and the server does not: mirroring",
      ])
    #expect(claim.features.contains(.formatPng) && !claim.features.contains(.mirroring))
  }

  @Test("Without readable information the descriptor's claim is taken, and that is said")
  func unreadable() {
    let claim = ServerClaim(of: api, since: "status 500")
    #expect(claim.features == api.features)
    #expect(
      claim.remarks == [
        "the server's own claim cannot be read (status 500): the descriptor's is taken"
      ])
  }
}
