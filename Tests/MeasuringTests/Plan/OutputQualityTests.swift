@testable import Configuration
@testable import IIIFBench
@testable import Measuring
import Foundation
import TestSupport
import Testing

@Suite("The same JPEG quality for all")
struct OutputQualityTests {
  private func selection() throws -> Selection {
    var selection = try Selection(
      servers: [], operations: [], major: 2,
      catalog: DescriptorLoader().load(directory: URL(filePath: "/no/servers")), among: [],
      timed: true)
    let qualities = [
      JPEGQuality(value: 75, settable: true), JPEGQuality(value: 80, settable: false),
      JPEGQuality(value: 90, settable: false), JPEGQuality(value: nil, settable: false),
    ]
    selection.servers = try zip(["alpha", "beta", "gamma", "delta"], qualities).map {
      var descriptor = testServer($0)
      descriptor.jpegQuality = $1
      return try plannedServer(descriptor)
    }
    return selection
  }

  @Test("Servers that can be set get it, the others are named with what they keep")
  func quality() throws {
    var selection = try selection()
    let kept = selection.setQuality(90)
    #expect(selection.servers.map(\.descriptor.jpegQuality.value) == [90, 80, 90, nil])
    #expect(
      kept == [
        "beta keeps the JPEG quality of 80: it cannot be set.",
        "delta keeps the JPEG quality that it has: it cannot be set.",
      ])
  }

  @Test("To measure prices, servers that can be set are copied for each quality of the others")
  func copies() throws {
    var selection = try selection()
    selection.servers[2].descriptor.variant = "fast"
    selection.servers[2].descriptor.jpegQuality = JPEGQuality(value: 75, settable: true)
    selection.servers[3].descriptor.jpegQuality.value = 90
    selection.addQualityCopies(external: [])
    let labels = selection.servers.map(\.descriptor.label)
    #expect(
      labels == [
        "alpha", "beta", "gamma@fast", "delta", "alpha@q80", "alpha@q90", "gamma@fast-q80",
        "gamma@fast-q90",
      ])
    #expect(selection.servers.suffix(4).map(\.descriptor.jpegQuality.value) == [80, 90, 80, 90])
    selection.addQualityCopies(external: [])
    #expect(selection.servers.count == labels.count)
  }

  @Test("A server that somebody else has started keeps its quality; without a wish all do")
  func external() throws {
    var selection = try selection()
    #expect(selection.setQuality(nil).isEmpty)
    #expect(selection.setQuality(90, external: ["alpha"]).count == 3)
    #expect(selection.servers[0].descriptor.jpegQuality.value == 75)
  }
}
