@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Manifests of the Presentation API")
struct PresentationManifestTests {
  private func read(_ json: String) throws -> PresentationManifest {
    try PresentationManifest(json: Array(json.utf8), url: "http://h/manifest")
  }

  private func version2(resource: String) -> String {
    """
    {"@context": "http://iiif.io/api/presentation/2/context.json", "@type": "sc:Manifest",
     "label": [{"@value": "Ein Buch", "@language": "de"}],
     "sequences": [{"canvases": [
       {"images": []},
       {"images": [{"@type": "oa:Annotation", "resource": \(resource)}]}]}]}
    """
  }

  private func version3(body: String) -> String {
    """
    {"@context": "http://iiif.io/api/presentation/3/context.json", "type": "Manifest",
     "label": {"de": ["Ein Buch"]},
     "items": [{"type": "Canvas", "items": [{"type": "AnnotationPage", "items": [
       {"type": "Annotation", "motivation": "painting", "body": \(body)}]}]}]}
    """
  }

  @Test(
    "The full image is requested in the form of the image service's version",
    arguments: [
      (
        #"{"@id": "http://h/a", "@context": "http://iiif.io/api/image/2/context.json"}"#,
        ["http://h/a/full/full/0/default.jpg", "http://h/a/full/max/0/default.jpg"]
      ),
      (
        #"{"@id": "http://h/a/", "profile": ["http://iiif.io/api/image/2/level2.json", {}]}"#,
        ["http://h/a/full/full/0/default.jpg", "http://h/a/full/max/0/default.jpg"]
      ),
      (
        #"[{"@id": "http://h/auth", "profile": "http://iiif.io/api/auth/1/login"}, {"id": "#
          + #""http://h/a%2Fb", "type": "ImageService3", "profile": "level2"}]"#,
        ["http://h/a%2Fb/full/max/0/default.jpg"]
      ),
      (
        #"{"@id": "http://h/a", "profile": "#
          + #""http://library.stanford.edu/iiif/image-api/1.1/compliance.html#level1"}"#,
        ["http://h/a/full/full/0/native.jpg"]
      ),
    ])
  func services(service: String, addresses: [String]) throws {
    let resource =
      #"{"@id": "http://h/x.jpg", "width": 20, "height": 30, "service": \#(service)}"#
    for json in [version2(resource: resource), version3(body: resource)] {
      let manifest = try read(json)
      #expect(manifest.images.map { $0.service?.fullAddresses } == [addresses])
      #expect(manifest.images.first?.ownAddress == "http://h/x.jpg")
      #expect(manifest.images.first?.size == PixelSize(width: 20, height: 30))
      #expect(manifest.label == "Ein Buch")
    }
  }

  @Test("An image without a service is fetched from its own address")
  func noService() throws {
    #expect(
      try read(version3(body: #"[{"id": "http://h/x.png", "type": "Image"}]"#)).images
        == [.init(service: nil, ownAddress: "http://h/x.png", size: nil)])
  }

  @Test("The default image of a choice is used")
  func choice() throws {
    let image = PresentationManifest.Image(service: nil, ownAddress: "http://h/1", size: nil)
    let two = #"{"@type": "oa:Choice", "default": {"@id": "http://h/1"}, "item": []}"#
    #expect(try read(version2(resource: two)).images == [image])
    let three = #"{"type": "Choice", "items": [{"id": "http://h/1"}, {"id": "http://h/2"}]}"#
    #expect(try read(version3(body: three)).images == [image])
  }

  @Test(
    "Only images are taken: of a choice or of several bodies the first one",
    arguments: [
      (#"{"id": "http://h/f", "type": "Video", "format": "video/mp4"}"#, []),
      (#"{"id": "http://h/f", "type": "Sound"}"#, []),
      (#"{"id": "http://h/f", "type": "Text", "format": "application/pdf"}"#, []),
      (#"{"type": "TextualBody", "value": "x"}"#, []),
      (#"{"id": "http://h/f.glb", "type": "Model"}"#, []),
      (#"{"id": "http://h/f.mp4", "format": "video/mp4"}"#, []),
      (#"[{"type": "TextualBody"}, {"id": "http://h/1", "type": "Image"}]"#, ["http://h/1"]),
      (
        #"{"type": "Choice", "items": [{"id": "http://h/f", "type": "Video"}, "#
          + #"{"id": "http://h/1", "type": "Image"}, {"id": "http://h/2", "type": "Image"}]}"#,
        ["http://h/1"]
      ),
      (
        #"{"type": "SpecificResource", "source": {"id": "http://h/1", "type": "Image"}}"#,
        ["http://h/1"]
      ),
      (#""http://h/1.jpg""#, ["http://h/1.jpg"]),
    ])
  func media(body: String, addresses: [String]) throws {
    let other = #"{"id": "http://h/x", "type": "Image"}"#
    let json = version3(body: body).replacing(
      #""items": [{"type": "Canvas""#,
      with:
        #""items": [{"type": "Canvas", "items": [{"items": [{"body": \#(other)}]}]}, {"type": "Canvas""#
    )
    #expect(try read(json).images.map(\.address) == ["http://h/x"] + addresses)
  }

  @Test("A manifest of videos has no images")
  func onlyVideo() {
    #expect(throws: FetchError.noImages(url: "http://h/manifest")) {
      try read(version3(body: #"{"id": "http://h/f", "type": "Video"}"#))
    }
  }

  @Test("Several images of a page are taken in order, annotations that are not content are not")
  func severalImages() throws {
    let json = """
      {"type": "Manifest", "items": [{"items": [{"items": [
        {"motivation": "painting", "body": {"id": "http://h/1", "type": "Image"}},
        {"motivation": "supplementing", "body": {"id": "http://h/x", "type": "Image"}},
        {"motivation": "painting", "body": {"id": "http://h/2", "type": "Image"}},
        {"motivation": "painting", "body": {"id": "http://h/1", "type": "Image"}}]}]}]}
      """
    #expect(try read(json).images.map(\.address) == ["http://h/1", "http://h/2"])
  }

  @Test(
    "Addresses are read as browsers and viewers read them",
    arguments: [
      ("http://h/Add MS 1_2.jp2", "http://h/Add%20MS%201_2.jp2"),
      (" http://h/a.jpg \\n", "http://h/a.jpg"), ("/files/a.jpg", "http://h/files/a.jpg"),
      ("a%20b.jpg", "http://h/book/a%20b.jpg"), ("//i/a.jpg", "http://i/a.jpg"),
      ("http://h/Größe.jpg", "http://h/Gr%C3%B6%C3%9Fe.jpg"),
    ])
  func addresses(text: String, address: String) throws {
    let json = version3(body: #"{"id": "\#(text)", "type": "Image"}"#)
    let manifest = try PresentationManifest(
      json: Array(json.utf8), url: "http://h/book/manifest.json")
    #expect(manifest.images.map(\.address) == [address])
  }

  @Test("A service's base URI may end with info.json, and its sizes are known")
  func informationAddress() throws {
    let json = version3(
      body: #"{"id": "x:y", "type": "Image", "service": [{"id": "http://h/a b/info.json", "#
        + #""type": "ImageService3", "sizes": [{"width": 20, "height": 15}, "#
        + #"{"width": 40, "height": 30}, {"width": 1e99, "height": 1}]}]}"#)
    let image = try #require(try read(json).images.first)
    let service = try #require(image.service)
    #expect(service.base == "http://h/a%20b")
    #expect(image.ownAddress == nil)
    #expect(
      service.addresses(ofLargest: service.sizes) == [
        "http://h/a%20b/full/40,30/0/default.jpg"
      ])
    #expect(
      ImageService(base: "http://h/a", major: 2).addresses(ofLargest: service.sizes) == [
        "http://h/a/full/40,/0/default.jpg", "http://h/a/full/40,30/0/default.jpg",
      ])
  }

  @Test(
    "An answer that is not a manifest is described",
    arguments: [
      (
        "<html>",
        "http://h/manifest is not JSON: give the address of a manifest, not of a page "
          + "that shows it"
      ),
      (
        "[]",
        "http://h/manifest is not a manifest of the Presentation API 2 or 3: give the address "
          + "of one"
      ),
      (
        #"{"type": "Collection"}"#,
        "http://h/manifest is of type Collection, not a manifest of the Presentation API 2 or 3: "
          + "give the address of one"
      ),
      (
        #"{"@type": "sc:Manifest", "sequences": []}"#,
        "the manifest http://h/manifest has no images"
      ),
    ])
  func refused(json: String, message: String) {
    #expect {
      try read(json)
    } throws: { error in
      "\(error)" == message
    }
  }
}
