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
    let image = PresentationManifest.Image(
      addresses: addresses, size: PixelSize(width: 20, height: 30))
    for json in [version2(resource: resource), version3(body: resource)] {
      let manifest = try read(json)
      #expect(manifest.images == [image])
      #expect(manifest.label == "Ein Buch")
    }
  }

  @Test("An image without a service is fetched from its own address")
  func noService() throws {
    #expect(
      try read(version3(body: #"[{"id": "http://h/x.png", "type": "Image"}]"#)).images
        == [.init(addresses: ["http://h/x.png"], size: nil)])
  }

  @Test("The default image of a choice is used")
  func choice() throws {
    let image = PresentationManifest.Image(addresses: ["http://h/1"], size: nil)
    let two = #"{"@type": "oa:Choice", "default": {"@id": "http://h/1"}, "item": []}"#
    #expect(try read(version2(resource: two)).images == [image])
    let three = #"{"type": "Choice", "items": [{"id": "http://h/1"}, {"id": "http://h/2"}]}"#
    #expect(try read(version3(body: three)).images == [image])
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
