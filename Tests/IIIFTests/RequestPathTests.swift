import IIIF
import Testing

@Suite struct RequestPathTests {
  @Test(
    "A parsed request is written unchanged",
    arguments: [
      "full/full/0/default.jpg", "square/1000,/0/color.png", "0,10,200,300/,50/90/gray.webp",
      "pct:41.6,7.5,40,70/pct:12.5/22.5/bitonal.tif", "full/!200,300/!180/default.gif",
      "full/^300,200/360/default.jp2", "full/^full/0/default.jpg",
    ])
  func roundTrip(path: String) throws {
    let read = RequestPath("/iiif/2/page/\(path)")
    guard path != "full/^full/0/default.jpg" else {
      #expect(read == nil)
      return
    }
    guard case .image(let request)? = read?.target else {
      Issue.record("\(path) is not read as an image request")
      return
    }
    #expect(request.path(fullToken: .full) == path)
  }

  @Test("Both keywords for full size are equal, and '^max' permits upscaling")
  func fullSize() throws {
    #expect(Size(parameter: "full") == Size(.full))
    #expect(Size(parameter: "max") == Size(.full))
    #expect(Size(parameter: "^max") == Size(.full, upscales: true))
  }

  @Test("Identifier and parameters are percent-decoded")
  func escapes() throws {
    let path = try #require(
      RequestPath("/iiif/a%2Fb%20c.jpg/0%2C0%2C10%2C10/%5E20%2c/%210/default.jpg"))
    #expect(path.base == "iiif/a/b c.jpg")
    #expect(
      path.target
        == .image(
          ImageRequest(
            region: .pixels(x: 0, y: 0, width: 10, height: 10),
            size: Size(.width(20), upscales: true), rotation: Rotation(degrees: 0, mirrored: true)))
    )
  }

  @Test("Identifiers may contain slashes, and the prefix may be empty")
  func slashes() throws {
    let path = try #require(RequestPath("/folder/page/info.json"))
    #expect(path.base == "folder/page")
    #expect(path.target == .information)
    #expect(RequestPath("/page/full/max/0/default.jpg")?.base == "page")
  }

  @Test(
    "Other paths are not requests",
    arguments: [
      "", "/", "/info.json", "//info.json", "page/info.json", "/full/max/0/default.jpg",
      "/favicon.ico",
      "/page/full/full/0/native.jpg", "/page/full/full/0/default", "/page/full/full/0/default.bmp",
      "/page/full/full/361/default.jpg", "/page/full/full/-1/default.jpg",
      "/page/full/full/1e2/default.jpg", "/page/full/0,/0/default.jpg",
      "/page/full/,/0/default.jpg", "/page/full/!10,/0/default.jpg",
      "/page/full/pct:0/0/default.jpg", "/page/full/pct:1.2.3/0/default.jpg",
      "/page/0,0,0,10/full/0/default.jpg", "/page/0,0,10/full/0/default.jpg",
      "/page/-1,0,10,10/full/0/default.jpg", "/page/1.5,0,10,10/full/0/default.jpg",
      "/page/pct:0,0,0,10/full/0/default.jpg", "/pa%2ge/info.json", "/pa%ffge/info.json",
      "/page/0,0,9999999999,1/full/0/default.jpg", "/page/full/full/./default.jpg",
    ])
  func others(path: String) {
    #expect(RequestPath(path) == nil)
  }

  @Test("The features that a request needs are named")
  func features() throws {
    func features(_ path: String) throws -> Set<Feature> {
      let path = try #require(RequestPath("/page/\(path)"))
      guard case .image(let request) = path.target else { return [] }
      return request.features
    }
    #expect(try features("full/max/0/default.jpg") == [])
    #expect(
      try features("square/100,/!90/gray.png")
        == [.regionSquare, .sizeByW, .mirroring, .rotationBy90s, .qualityGray, .formatPng])
    #expect(
      try features("pct:0,0,10,10/!5,5/1.5/default.jpg")
        == [.regionByPct, .sizeByConfinedWh, .rotationArbitrary])
    #expect(try features("0,0,1,1/,9/360/color.jpg") == [.regionByPx, .sizeByH, .qualityColor])
    #expect(try features("full/9,9/0/default.jpg") == [.sizeByWh])
    #expect(try features("full/pct:9/0/default.jpg") == [.sizeByPct])
  }

  @Test("A request enlarges when a side has more pixels than the region's")
  func enlargement() {
    let image = PixelSize(width: 300, height: 200)
    #expect(!ImageRequest(size: Size(.width(300))).enlarges(image))
    #expect(ImageRequest(size: Size(.width(301))).enlarges(image))
    #expect(ImageRequest(size: Size(.exact(width: 100, height: 201))).enlarges(image))
    #expect(!ImageRequest(size: Size(.within(width: 900, height: 900))).enlarges(image))
    let corner = Region.pixels(x: 290, y: 0, width: 100, height: 100)
    #expect(ImageRequest(region: corner, size: Size(.width(11))).enlarges(image))
  }
}
