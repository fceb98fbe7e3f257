import Foundation
import IIIF
import TestSupport
import Testing

@testable import IIIFBench

@Suite("A new server's descriptor")
struct DescriptorSkeletonTests {
  private func load(_ skeleton: DescriptorSkeleton) throws -> DescriptorCatalog {
    let fixture = try DescriptorFixture()
    try fixture.temporary.write(skeleton.text, to: "servers.d/\(skeleton.name).yaml")
    return DescriptorLoader().load(
      file: fixture.folder.appending(path: "\(skeleton.name).yaml"))
  }

  @Test("A name is enough for a descriptor that validates without a warning")
  func nameAlone() throws {
    let catalog = try load(DescriptorSkeleton(name: "my-server"))
    #expect(catalog.summaries == [])
    let descriptor = try #require(catalog.descriptors.first)
    #expect(descriptor.name == "my-server")
    #expect(descriptor.container?.image == .reference("registry.example/my-server:1.0"))
  }

  @Test("Every key that there is stands in it, with its explanation")
  func everyKey() throws {
    let lines = try DescriptorSkeleton(name: "my-server").text.split(separator: "\n")
    for key in DescriptorSchema.root.keys {
      #expect(lines.contains { $0.hasPrefix("\(key.name):") || $0.hasPrefix("# \(key.name):") })
      #expect(lines.contains { $0.hasPrefix("# ") && $0.hasSuffix(key.summary.dropFirst() + ".") })
    }
  }

  @Test("What is commented out validates when the marks are taken away")
  func commentedKeys() throws {
    let skeleton = try DescriptorSkeleton(name: "good")
    let keys = DescriptorSchema.root.keys.map(\.name)
    let lines = skeleton.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let rest = line.drop { $0 == " " }.dropFirst(2)
      let isKey = (keys + ["command", "environment"]).contains { rest.hasPrefix("\($0):") }
      let isInner = line.hasPrefix("#   ")
      return line.contains("# ") && (isKey || isInner)
        ? line.replacing("# ", with: "", maxReplacements: 1) : line
    }
    let text = lines.joined(separator: "\n").replacing("server.conf", with: "good.conf")
    let catalog = try DescriptorFixture().load(text)
    #expect(catalog.summaries == [])
    #expect(catalog.labels == ["good", "good@many"])
    #expect(catalog.descriptors.first?.process?.aptPackages == ["package"])
  }

  @Test("Image, port and prefix stand in their places")
  func options() throws {
    let catalog = try load(
      DescriptorSkeleton(name: "one", image: "reg.example/one:v2.3.4", port: 80, prefix: ""))
    #expect(catalog.summaries == [])
    let descriptor = try #require(catalog.descriptors.first)
    #expect(descriptor.version == "2.3.4")
    #expect(descriptor.container?.image == .reference("reg.example/one:v2.3.4"))
    #expect(descriptor.container?.port == 80)
    #expect(descriptor.api.first?.prefix == "")
  }

  @Test("A running server's image information fills in version, level, features, tiles and limits")
  func information() throws {
    let json = """
      {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": "http://127.0.0.1:8182/iiif/3/page%201.tif",
        "type": "ImageService3", "protocol": "http://iiif.io/api/image", "profile": "level1",
        "width": 6000, "height": 4000, "maxWidth": 5000, "maxArea": 20000000,
        "tiles": [{"width": 512, "scaleFactors": [1, 2, 4]}],
        "extraFeatures": ["mirroring", "regionByPx"], "extraFormats": ["webp"]
      }
      """
    let information = try ImageInformation(json: Array(json.utf8))
    let catalog = try load(DescriptorSkeleton(name: "one", information: information))
    #expect(catalog.summaries == [])
    let descriptor = try #require(catalog.descriptors.first)
    #expect(
      descriptor.api == [
        APISupport(
          version: .v30, prefix: "/iiif/3", level: .level1, fullSize: .max,
          extra: [.mirroring, .formatWebp])
      ])
    #expect(
      descriptor.limits
        == OutputLimits(maximumSide: 5000, maximumPixels: 20_000_000, beyond: .refuse))
    #expect(descriptor.notes == ["Tiles of 512 × 512 px, scale factors 1, 2, 4."])
  }

  @Test("Values that no descriptor can have are refused in the loader's words")
  func refused() {
    let error = #expect(throws: DescriptorSkeletonError.self) {
      try DescriptorSkeleton(
        name: "My Server", image: "Not an image", port: 0, prefix: "iiif")
    }
    #expect(
      error?.description == """
        'name' must be lower-case letters and digits, in words joined by hyphens, \
        found 'My Server'
        'prefix' must be a path that starts with '/' and does not end with one, or "" for the root, \
        found 'iiif'
        'image' must be an image reference such as 'registry.example/name:1.2', found 'Not an image'
        'port' must be a whole number from 1 to 65535, found the number 0
        """)
  }

  @Test("The next steps name the file and the commands")
  func nextSteps() throws {
    #expect(
      try DescriptorSkeleton(name: "one").nextSteps(in: "servers.d") == [
        "Fill in the lines of servers.d/one.yaml that are marked with CHANGE.",
        "iiif-bench validate servers.d/one.yaml",
        "iiif-bench check --server one",
      ])
  }
}
