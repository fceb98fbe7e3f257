@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("A new server's descriptor")
struct DescriptorSkeletonTests {
  private func load(_ skeleton: DescriptorSkeleton) throws -> DescriptorCatalog {
    let fixture = try DescriptorFixture()
    try fixture.temporary.write(skeleton.text, to: "servers.d/\(skeleton.name).yaml")
    return DescriptorLoader().load(
      file: fixture.folder.appending(path: "\(skeleton.name).yaml"))
  }

  @Test("A name alone makes a valid descriptor without warnings")
  func nameAlone() throws {
    let catalog = try load(DescriptorSkeleton(name: "my-server"))
    #expect(catalog.summaries == [])
    let descriptor = try #require(catalog.descriptors.first)
    #expect(descriptor.name == "my-server")
    #expect(descriptor.container?.image == .reference("registry.example/my-server:1.0"))
  }

  @Test("It contains every key with its explanation")
  func everyKey() throws {
    let lines = try DescriptorSkeleton(name: "my-server").text.split(separator: "\n")
    for key in DescriptorSchema.root.keys {
      #expect(lines.contains { $0.hasPrefix("\(key.name):") || $0.hasPrefix("# \(key.name):") })
      #expect(lines.contains { $0.hasPrefix("# ") && $0.hasSuffix(key.summary.dropFirst() + ".") })
    }
  }

  @Test("Commented keys are valid when they are enabled")
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

  @Test("Image, port and prefix are filled in")
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
    let catalog = try load(DescriptorSkeleton(name: "one", information: [information]))
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

  @Test(
    "A server without rewritten addresses has the query in its prefix",
    arguments: [
      ("http://h/fcgi-bin/iipsrv.fcgi?IIIF=/books/p1.tif", "/fcgi-bin/iipsrv.fcgi?IIIF="),
      ("http://h/iipsrv.fcgi/?iiif=cache/e8.tif", "/iipsrv.fcgi/?iiif=cache"),
      ("http://h/iiif/2/p1", "/iiif/2"),
    ])
  func query(base: String, prefix: String) throws {
    var information = ImageInformation(
      version: .v21, id: base, size: PixelSize(width: 4, height: 3), level: .level1)
    information.deviations = ["'tiles' is null"]
    let catalog = try load(DescriptorSkeleton(name: "one", information: [information]))
    #expect(catalog.summaries == [])
    let descriptor = try #require(catalog.descriptors.first)
    #expect(descriptor.api.map(\.prefix) == [prefix])
    #expect((descriptor.identifier.slashes == .raw) == base.contains("?"))
    #expect(descriptor.notes == ["In info.json, 'tiles' is null."])
  }

  @Test("Invalid values are refused with the loader's messages")
  func refused() {
    let error = #expect(throws: DescriptorSkeletonError.self) {
      try DescriptorSkeleton(
        name: "My Server", image: "Not an image", port: 0, prefix: "iiif")
    }
    #expect(
      error?.description == """
        'name' must be lower-case letters and digits, joined by hyphens, \
        found 'My Server'
        'prefix' must be a path that starts with '/' and does not end with '/', "" for the root, or a \
        path with a query such as '/fcgi-bin/iipsrv.fcgi?IIIF=', found 'iiif'
        'image' must be an image reference such as 'registry.example/name:1.2', found 'Not an image'
        'port' must be a whole number from 1 to 65535, found the number 0
        """)
  }

  @Test("The next steps name the file and the commands")
  func nextSteps() throws {
    #expect(
      try DescriptorSkeleton(name: "one").nextSteps(in: "servers.d") == [
        "Fill in the lines that are marked with CHANGE, and check it: "
          + "iiif-bench validate servers.d/one.yaml",
        "Try it: iiif-bench try one",
        "Measure it: iiif-bench run --server one",
      ])
  }

  @Test("The information of two versions fills in both")
  func twoVersions() throws {
    var two = ImageInformation(
      version: .v21, id: "http://127.0.0.1/iiif/2/a", size: PixelSize(width: 10, height: 10),
      level: .level2)
    two.tiles = [.init(size: PixelSize(width: 256, height: 256), scaleFactors: [1, 2])]
    two.limits.area = 9_000_000
    var three = two
    (three.version, three.id, three.level) = (.v30, "http://127.0.0.1/iiif/3/a", .level1)
    three.limits = SizeLimits(width: 4000)
    let catalog = try load(DescriptorSkeleton(name: "one", information: [two, three]))
    #expect(catalog.summaries == [])
    let descriptor = try #require(catalog.descriptors.first)
    #expect(
      descriptor.api == [
        APISupport(version: .v21, prefix: "/iiif/2", level: .level2, fullSize: .full),
        APISupport(version: .v30, prefix: "/iiif/3", level: .level1, fullSize: .max),
      ])
    #expect(descriptor.limits.maximumSide == 4000)
    #expect(descriptor.limits.maximumPixels == 9_000_000)
    #expect(descriptor.notes == ["Tiles of 256 × 256 px, scale factors 1, 2."])
  }

  @Test("A second configuration is a copy under another name, with the files of the first")
  func copy() throws {
    let fixture = try DescriptorFixture()
    try fixture.temporary.write("# A server.\n" + DescriptorFixture.text, to: "servers.d/good.yaml")
    let skeleton = try DescriptorSkeleton(name: "better", like: "good", in: fixture.folder)
    #expect(
      skeleton.text.hasPrefix("# A server.\nname: better\nfolder: good\ntitle: Good Server\n"))
    try fixture.temporary.write(skeleton.text, to: "servers.d/better.yaml")
    let catalog = DescriptorLoader().load(directory: fixture.folder)
    #expect(catalog.summaries == [])
    let copy = try #require(catalog.descriptors.first { $0.name == "better" })
    var original = try #require(catalog.descriptors.first { $0.name == "good" })
    #expect(copy.filesFolder == "good" && original.filesFolder == "good")
    (original.name, original.folder) = ("better", "good")
    #expect(copy == original)
    let third = try DescriptorSkeleton(name: "third", like: "better", in: fixture.folder)
    #expect(third.text.hasPrefix("# A server.\nname: third\nfolder: good\n"))
  }

  @Test("A descriptor that cannot be copied is refused")
  func uncopied() throws {
    let fixture = try DescriptorFixture()
    try fixture.temporary.write("{name: flow}\n", to: "servers.d/flow.yaml")
    #expect(throws: DescriptorSkeletonError.self) {
      try DescriptorSkeleton(name: "a", like: "none", in: fixture.folder)
    }
    #expect(throws: DescriptorSkeletonError.self) {
      try DescriptorSkeleton(name: "a", like: "flow", in: fixture.folder)
    }
  }

  @Test(
    "The address in another version follows common conventions of servers",
    arguments: [
      ("http://h/iiif/2/a", "http://h/iiif/3/a/info.json"),
      ("http://h/iiif/v2/a%2Fb/info.json", "http://h/iiif/v3/a%2Fb/info.json"),
      ("http://h:1/2.1_pil/a/", "http://h:1/3.0_pil/a/info.json"),
      ("http://h/iiif/2", nil), ("http://h/iiif/a/info.json", nil), ("http://h/x22/a", nil),
    ])
  func otherVersion(url: String, expected: String?) {
    #expect(InformationAddress(url).url(inMajorVersion: 3) == expected)
    if let expected {
      #expect(
        InformationAddress(expected).url(inMajorVersion: 2) == InformationAddress(url).url)
    }
  }
}
