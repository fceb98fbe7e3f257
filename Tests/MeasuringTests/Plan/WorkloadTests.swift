@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Testing

@Suite("The requests of a cell")
struct WorkloadTests {
  private func targets(
    seed: UInt64 = 1, server: ServerDescriptor = testServer(), iterations: Int = 9
  ) throws -> [String] {
    let operation = try RandomSquare(options: OptionValues([:], for: RandomSquare.options))
    return try Workload(
      operation: operation, on: plannedServer(server), format: .jpeg(quality: 90),
      of: testDataset(), iterations: iterations, seed: seed
    ).table.requests.map(\.target)
  }

  @Test("The same seed gives the same requests, another seed others")
  func seed() throws {
    #expect(try targets(seed: 3) == targets(seed: 3))
    #expect(try targets(seed: 3) != targets(seed: 4))
  }

  @Test("Two servers get the same regions of the same pictures, each at its own address")
  func sameWork() throws {
    let other = testServer(
      "beta",
      api: [APISupport(version: .v21, prefix: "", level: .level1, fullSize: .max)],
      identifier: IdentifierRule(template: "{path}", slashes: .encoded, layout: .tree))
    let first = try targets()
    let second = try targets(server: other)
    let expected = first.map {
      $0.replacing("/iiif/2/jpeg-q90/", with: "/jpeg-q90%2F").replacing("/full/0", with: "/max/0")
    }
    #expect(second == expected)
  }

  @Test("A name that holds what stands for a slash is refused, since it would mean another file")
  func ambiguousName() throws {
    let server = testServer(
      identifier: IdentifierRule(template: "{path}", slashes: .substituted("-"), layout: .tree))
    let error = #expect(throws: AmbiguousName.self) { try targets(server: server) }
    #expect(error?.substitute == "-")
    #expect(error?.path.hasPrefix("jpeg-q90/") == true)
  }

  @Test("All pictures have had a turn before one has its second")
  func rounds() throws {
    let names = try targets().map { $0.split(separator: "/")[3] }
    for round in 0..<3 { #expect(Set(names[(round * 3)..<(round * 3 + 3)]).count == 3) }
  }

  @Test("A pass over the working set ends when every request was sent once")
  func pass() throws {
    func workload(_ operation: any ImageOperation) throws -> Workload {
      try Workload(
        operation: operation, on: plannedServer(testServer()), format: .jpeg(quality: 90),
        of: testDataset(), iterations: 12, seed: 1)
    }
    let whole = try workload(Whole(options: OptionValues([:], for: Whole.options)))
    #expect(whole.distinctRequests == 3)
    for first in 0..<12 { #expect(3...5 ~= whole.iterationsOfPass(from: first)) }
    let square = try workload(
      RandomSquare(options: OptionValues([:], for: RandomSquare.options)))
    #expect(square.iterationsOfPass(from: 5) <= 12)
    #expect(square.iterationsOfPass(from: 5) >= square.distinctRequests)
  }

  @Test("A longer table begins with the shorter one")
  func prefix() throws {
    #expect(try Array(targets(iterations: 20).prefix(9)) == targets(iterations: 9))
  }
}

@Suite("The addresses of images")
struct ImageAddressTests {
  private func base(_ template: String, _ slashes: IdentifierRule.Slashes) throws -> String {
    let server = testServer(
      identifier: IdentifierRule(template: template, slashes: slashes, layout: .tree))
    return try plannedServer(server).address.base(path: "tiff/Ordner ä/page 1.tif", index: 4)
  }

  @Test("An identifier is percent-encoded, its slashes as the server wants them")
  func slashes() throws {
    #expect(try base("{path}", .raw) == "/iiif/2/tiff/Ordner%20%C3%A4/page%201.tif")
    #expect(try base("{path}", .encoded) == "/iiif/2/tiff%2FOrdner%20%C3%A4%2Fpage%201.tif")
    #expect(
      try base("{path}", .substituted("!")) == "/iiif/2/tiff%21Ordner%20%C3%A4%21page%201.tif")
  }

  @Test("What may not stand in a path is encoded, in well-formed and in other requests")
  func parameters() throws {
    let address = try plannedServer(testServer()).address
    let enlarged = ImageRequest(size: Size(.width(360), upscales: true))
    #expect(
      address.target(of: .image(enlarged), path: "a.tif", index: 0)
        == "/iiif/2/a.tif/full/%5E360,/0/default.jpg")
    #expect(
      address.target(of: .suffix("/full/^!9/0"), path: "a.tif", index: 0)
        == "/iiif/2/a.tif/full/%5E!9/0")
  }

  @Test("A template takes the path apart")
  func template() throws {
    #expect(try base("{directory}{name}", .raw) == "/iiif/2/tiff/Ordner%20%C3%A4/page%201")
    #expect(try base("{index}.{extension}", .raw) == "/iiif/2/4.tif")
  }
}
