import IIIF
import Testing

@Suite struct ParameterTests {
  @Test(
    "A region is written as the specification has it",
    arguments: [
      (Region.full, "full"), (.square, "square"),
      (.pixels(x: 125, y: 15, width: 120, height: 140), "125,15,120,140"),
      (.percent(x: 41.6, y: 7.5, width: 40, height: 70), "pct:41.6,7.5,40,70"),
      (.percent(x: 0.1 + 0.2, y: 1.0 / 3, width: 1e-9, height: 100), "pct:0.3,0.333333,0,100"),
    ])
  func regionText(region: Region, text: String) {
    #expect(region.parameter == text)
  }

  @Test(
    "A size is written as the specification has it",
    arguments: [
      (Size(.full), "full"), (Size(.width(150)), "150,"), (Size(.height(150)), ",150"),
      (Size(.percent(50)), "pct:50"), (Size(.percent(12.5)), "pct:12.5"),
      (Size(.exact(width: 225, height: 100)), "225,100"),
      (Size(.within(width: 225, height: 100)), "!225,100"),
      (Size(.width(360), upscales: true), "^360,"),
      (Size(.percent(120), upscales: true), "^pct:120"),
      (Size(.within(width: 360, height: 360), upscales: true), "^!360,360"),
    ])
  func sizeText(size: Size, text: String) {
    #expect(size.parameter(fullToken: .full) == text)
  }

  @Test("The server's keyword for full size is used")
  func fullToken() {
    #expect(Size(.full).parameter(fullToken: .max) == "max")
    #expect(Size(.full, upscales: true).parameter(fullToken: .max) == "^max")
  }

  @Test(
    "A rotation is written as the specification has it",
    arguments: [
      (Rotation.none, "0"), (Rotation(degrees: 180), "180"), (Rotation(degrees: 22.5), "22.5"),
      (Rotation(degrees: 0, mirrored: true), "!0"),
      (Rotation(degrees: 359.9, mirrored: true), "!359.9"),
    ])
  func rotationText(rotation: Rotation, text: String) {
    #expect(rotation.parameter == text)
  }

  @Test("A request's path has all parameters in order")
  func requestPath() {
    let request = ImageRequest(
      region: .pixels(x: 0, y: 0, width: 300, height: 200), size: Size(.width(150)),
      rotation: Rotation(degrees: 90), quality: .gray, format: .png)
    #expect(request.path(fullToken: .max) == "0,0,300,200/150,/90/gray.png")
    #expect(ImageRequest().path(fullToken: .max) == "full/max/0/default.jpg")
  }

  @Test(
    "An identifier is percent-encoded",
    arguments: [
      ("page-01_a.b~c", "page-01_a.b~c"), ("a/b c", "a%2Fb%20c"),
      ("ark:/12025/654xz321", "ark:%2F12025%2F654xz321"),
      ("a?b#c[d]e@f%g", "a%3Fb%23c%5Bd%5De%40f%25g"), ("ä", "%C3%A4"), ("%2F", "%252F"), ("", ""),
      ("urn:foo:a123,456", "urn:foo:a123%2C456"),
    ])
  func identifier(plain: String, encoded: String) {
    #expect(percentEncoded(identifier: plain) == encoded)
  }

  @Test("Slashes in an identifier can be kept")
  func slashes() {
    #expect(percentEncoded(identifier: "a b/c?", keepsSlashes: true) == "a%20b/c%3F")
  }
}
