@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Synchronization
import Testing

@Suite("Download of a manifest's images")
struct ImageFetcherTests {
  private let manners = ImageFetcher.Manners(
    interval: .zero, attempts: 3, pause: .milliseconds(1))

  /// A manifest of images without services, `/1.jpg` and so on.
  private func manifest(_ count: Int, at origin: String, width: Int = 100) -> [UInt8] {
    let canvases = (1...count).map { number in
      """
      {"type": "Canvas", "items": [{"items": [{"body": {"type": "Image", "width": \(width),
        "height": 80, "id": "\(origin)/\(number).jpg"}}]}]}
      """
    }
    return Array(
      #"{"type": "Manifest", "label": {"de": ["Buch"]}, "items": [\#(canvases.joined(separator: ","))]}"#
        .utf8)
  }

  /// A server of a manifest at `/book/manifest` whose image answers come from a script.
  private func server(
    images count: Int, width: Int = 100, _ script: @escaping TestServer.Script
  ) throws -> TestServer {
    try TestServer { request in
      guard request.target == "/book/manifest" else { return script(request) }
      let origin = "http://" + (request.value(ofField: "Host") ?? "")
      return [.answer(body: manifest(count, at: origin, width: width))]
    }
  }

  private func jpeg(in folder: URL) async throws -> [UInt8] {
    try await drawNoise("source.jpg", width: 100, height: 80, in: folder)
    return Array(try Data(contentsOf: folder.appending(path: "source.jpg")))
  }

  private func answer(_ image: [UInt8]) -> ServerStep {
    .answer(headers: ["Content-Type: image/jpeg", "ETag: \"v1\""], body: image)
  }

  /// An answer cut off in the middle of its body.
  private func half(_ image: [UInt8]) -> [ServerStep] {
    [
      .text(
        "HTTP/1.1 200 OK\r\nContent-Length: \(image.count)\r\nContent-Type: image/jpeg\r\n"
          + "ETag: \"v1\"\r\n\r\n"),
      .send(Array(image.prefix(image.count / 2))), .close,
    ]
  }

  private func rest(_ image: [UInt8]) -> ServerStep {
    let start = image.count / 2
    return .answer(
      "206 Partial Content",
      headers: [
        "Content-Type: image/jpeg", "ETag: \"v1\"",
        "Content-Range: bytes \(start)-\(image.count - 1)/\(image.count)",
      ], body: Array(image[start...]))
  }

  @Test("The first images of a manifest are kept by number and fetched once")
  func once() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let server = try server(images: 3) { _ in [answer(image)] }
      let fetcher = ImageFetcher(images: folder.appending(path: "images"), manners: manners)
      for _ in 1...2 {
        let set = try await fetcher.fetch(server.origin + "/book/manifest", count: 2)
        #expect(set.files == ["0001.jpg", "0002.jpg"])
        #expect(set.label == "Buch")
        #expect(set.root.lastPathComponent.hasPrefix("book-"))
        for file in set.files {
          #expect(try Data(contentsOf: set.folder.appending(path: file)) == Data(image))
        }
        #expect(server.requests.map(\.target) == ["/book/manifest", "/1.jpg", "/2.jpg"])
      }
      let set = try await fetcher.fetch(server.origin + "/book/manifest")
      #expect(set.files.count == 3)
      #expect(server.requests.map(\.target).last == "/3.jpg")
      #expect(server.requests.count == 4)
    }
  }

  @Test("An interrupted transfer resumes")
  func cut() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let server = try server(images: 1) { request in
        request.value(ofField: "Range") == nil ? half(image) : [rest(image)]
      }
      let events = EventLog<ImageFetcher.Event>()
      let set = try await ImageFetcher(
        images: folder, manners: manners, report: { events.add($0) }
      ).fetch(server.origin + "/book/manifest")
      #expect(try Data(contentsOf: set.folder.appending(path: "0001.jpg")) == Data(image))
      #expect(server.requests.count == 3)
      #expect(server.requests[2].value(ofField: "Range") == "bytes=\(image.count / 2)-")
      #expect(server.requests[2].value(ofField: "If-Range") == "\"v1\"")
      let address = server.origin.dropFirst("http://".count)
      #expect(
        events.all.contains(
          .resuming(
            name: "0001", at: image.count / 2,
            reason: "\(address) closed the connection within its answer")))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: set.folder.path).sorted()
          == ["0001.jpg", "fetch.json", "manifest.json"])
    }
  }

  @Test("The next run resumes a download, or restarts it if the image has changed")
  func nextRun() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let isCutting = Mutex(true)
      let server = try server(images: 2) { request in
        if isCutting.withLock({ $0 }) { return half(image) }
        if request.target == "/1.jpg" { return [rest(image)] }
        return [answer(image)]
      }
      let fetcher = ImageFetcher(
        images: folder, manners: .init(interval: .zero, attempts: 1, pause: .zero))
      let address = server.origin.dropFirst("http://".count)
      let reason = "\(address) closed the connection within its answer"
      await #expect {
        try await fetcher.fetch(server.origin + "/book/manifest")
      } throws: { error in
        "\(error)" == """
          2 images of \(server.origin)/book/manifest could not be fetched; fetched \
          images are kept, run again to resume:
            0001: \(server.origin)/1.jpg: \(reason)
            0002: \(server.origin)/2.jpg: \(reason)
          """
      }
      isCutting.withLock { $0 = false }
      let set = try await fetcher.fetch(server.origin + "/book/manifest")
      for file in ["0001.jpg", "0002.jpg"] {
        #expect(try Data(contentsOf: set.folder.appending(path: file)) == Data(image))
      }
      #expect(server.requests.count == 5)
    }
  }

  @Test("A changed file is found by its checksum and fetched again")
  func changedFile() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let server = try server(images: 1) { _ in [answer(image)] }
      let events = EventLog<ImageFetcher.Event>()
      let fetcher = ImageFetcher(images: folder, manners: manners, report: { events.add($0) })
      let set = try await fetcher.fetch(server.origin + "/book/manifest")
      let file = set.folder.appending(path: "0001.jpg")
      var bytes = image
      bytes[image.count / 2] ^= 1
      try Data(bytes).write(to: file)
      _ = try await fetcher.fetch(server.origin + "/book/manifest")
      #expect(
        events.all.contains(
          .corrupt(name: "0001", reason: "the file is not the one that was fetched")))
      #expect(try Data(contentsOf: file) == Data(image))
    }
  }

  @Test("An image that cannot be decoded is fetched again and named")
  func corrupt() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let server = try server(images: 2) { request in
        [answer(request.target == "/1.jpg" ? Array(image.dropLast(500)) : image)]
      }
      let set = try await ImageFetcher(images: folder, manners: manners)
        .fetch(server.origin + "/book/manifest")
      #expect(set.files == ["0002.jpg"])
      // The rest is libvips' message, which differs between versions.
      #expect(
        set.failures.first?.detail.hasPrefix(
          "\(image.count - 500) bytes of image/jpeg that are not a complete image: ") == true)
      #expect(
        server.requests.map(\.target) == ["/book/manifest", "/1.jpg", "/1.jpg", "/2.jpg"])
    }
  }

  @Test("A part of another version of the image is found by decoding")
  func mixedVersions() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let isFirst = Mutex(true)
      let server = try server(images: 1) { request in
        if isFirst.withLock({ value in
          defer { value = false }; return value
        }) {
          return half(Array(image.reversed()))
        }
        return [request.value(ofField: "Range") == nil ? answer(image) : rest(image)]
      }
      let set = try await ImageFetcher(images: folder, manners: manners)
        .fetch(server.origin + "/book/manifest")
      #expect(try Data(contentsOf: set.folder.appending(path: "0001.jpg")) == Data(image))
      #expect(
        server.requests.map { $0.value(ofField: "Range") != nil } == [
          false, false, true, false,
        ])
    }
  }

  @Test("A server that refuses the full size is asked for its largest")
  func limited() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let server = try TestServer { request in
        let origin = "http://" + (request.value(ofField: "Host") ?? "")
        switch request.target {
        case "/manifest":
          return [
            .answer(
              body: Array(
                """
                {"@type": "sc:Manifest", "sequences": [{"canvases": [{"images": [{"resource":
                  {"@id": "x", "width": 4000, "height": 3200, "service": {"@id": "\(origin)/a",
                   "@context": "http://iiif.io/api/image/2/context.json"}}}]}]}]}
                """.utf8))
          ]
        case "/a/full/max/0/default.jpg": return [answer(image)]
        default: return [.answer("403 Forbidden", body: Array("too large".utf8))]
        }
      }
      let events = EventLog<ImageFetcher.Event>()
      _ = try await ImageFetcher(images: folder, manners: manners, report: { events.add($0) })
        .fetch(server.origin + "/manifest")
      #expect(
        events.all.last
          == .smaller(
            name: "0001", declared: PixelSize(width: 4000, height: 3200),
            sent: PixelSize(width: 100, height: 80)))
    }
  }

  @Test("A busy server is given time, and a failed server is not asked again")
  func distress() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let asked = Mutex(0)
      let busy = try server(images: 1) { _ in
        asked.withLock { $0 += 1 }
        return [
          asked.withLock { $0 } < 3
            ? .answer("503 Service Unavailable", headers: ["Retry-After: 0"]) : answer(image)
        ]
      }
      _ = try await ImageFetcher(images: folder, manners: manners)
        .fetch(busy.origin + "/book/manifest")
      #expect(asked.withLock { $0 } == 3)

      let server = try server(images: 9) { _ in [.close] }
      let origin = server.origin
      await #expect {
        try await ImageFetcher(
          images: folder, manners: .init(interval: .zero, attempts: 1, pause: .zero)
        ).fetch(origin + "/book/manifest")
      } throws: { error in
        let reason = "\(origin.dropFirst(7)) closed the connection without an answer"
        return "\(error)" == """
          3 images of \(origin)/book/manifest could not be fetched, and 6 more were not \
          tried; fetched images are kept, run again to resume:
            0001: \(origin)/1.jpg: \(reason)
            0002: \(origin)/2.jpg: \(reason)
            0003: \(origin)/3.jpg: \(reason)
          """
      }
      #expect(server.requests.count == 4)
    }
  }

  @Test("Pages that the server refuses are passed over and replaced by later ones")
  func refusals() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let statuses = [
        "/1.jpg": "404 Not Found", "/2.jpg": "401 Unauthorized", "/4.jpg": "410 Gone",
      ]
      let server = try server(images: 7) { request in
        statuses[request.target].map { [.answer($0)] } ?? [answer(image)]
      }
      let set = try await ImageFetcher(images: folder, manners: manners)
        .fetch(server.origin + "/book/manifest", count: 3)
      #expect(set.files == ["0003.jpg", "0005.jpg", "0006.jpg"])
      #expect(
        set.failures.map { "\($0.name) \($0.detail)" } == [
          "0001 status 404", "0002 status 401", "0004 status 410",
        ])
      #expect(set.notTried == 0)

      let events = EventLog<DatasetProvider.Event>()
      let dataset = try await DatasetProvider(
        cache: folder.appending(path: "cache"), manners: manners, report: { events.add($0) }
      ).dataset(source: server.origin + "/book/manifest", count: 3, formats: [.tiff])
      #expect(dataset.images.map(\.name) == ["0003", "0005", "0006"])
      #expect(
        events.all.contains { event in
          if case .incomplete(let set) = event { set.failures.count == 3 } else { false }
        })
    }
  }

  @Test(
    "A service without the full size is asked for its largest size, then the image itself is taken",
    arguments: [("sizes", "/a/full/40,30/0/default.jpg"), ("none", "/files/1.jpg")])
  func levelZero(sizes: String, target: String) async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let server = try TestServer { request in
        let origin = "http://" + (request.value(ofField: "Host") ?? "")
        switch request.target {
        case "/manifest":
          return [
            .answer(
              body: Array(
                """
                {"type": "Manifest", "items": [{"items": [{"items": [{"body":
                  {"id": "\(origin)/files/1.jpg", "type": "Image", "service":
                   [{"id": "\(origin)/a", "type": "ImageService3"}]}}]}]}]}
                """.utf8))
          ]
        case "/a/info.json" where sizes == "sizes":
          return [
            .answer(
              body: Array(
                """
                {"@context": "http://iiif.io/api/image/3/context.json", "id": "\(origin)/a",
                 "profile": "level0", "width": 80, "height": 60,
                 "sizes": [{"width": 20, "height": 15}, {"width": 40, "height": 30}]}
                """.utf8))
          ]
        case target: return [answer(image)]
        default: return [.answer("404 Not Found")]
        }
      }
      let events = EventLog<ImageFetcher.Event>()
      let set = try await ImageFetcher(
        images: folder, manners: manners, report: { events.add($0) }
      ).fetch(server.origin + "/manifest")
      #expect(set.failures.isEmpty)
      #expect(
        events.all.last
          == .substitute(
            name: "0001", url: server.origin + target, size: PixelSize(width: 100, height: 80)))
    }
  }

  @Test("A manifest is requested again after the time that a busy server names")
  func busyManifest() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let asked = Mutex(0)
      let server = try TestServer { request in
        guard request.target == "/book/manifest" else { return [answer(image)] }
        let count = asked.withLock { value in
          value += 1
          return value
        }
        let origin = "http://" + (request.value(ofField: "Host") ?? "")
        return [
          count == 1
            ? .answer("429 Too Many Requests", headers: ["Retry-After: 0"])
            : .answer(body: manifest(1, at: origin))
        ]
      }
      let set = try await ImageFetcher(images: folder, manners: manners)
        .fetch(server.origin + "/book/manifest")
      #expect(set.files == ["0001.jpg"])
    }
  }

  @Test(
    "The time to wait is given in seconds or as a date",
    arguments: [
      ("120", 120), ("Sun, 06 Nov 1994 08:49:40 GMT", 3), ("Sunday, 06-Nov-94 08:49:40 GMT", 3),
      ("Sun Nov  6 08:49:40 1994", 3), ("Sun, 06 Nov 1994 08:00:00 GMT", 0), ("soon", nil),
    ])
  func retryAfter(text: String, seconds: Int?) {
    // 6 November 1994, 08:49:37 UTC: the date in RFC 9110.
    let now = Date(timeIntervalSince1970: 784_111_777)
    #expect(RetryAfter.seconds(in: text, now: now) == seconds)
  }

  @Test("Failures that cannot change are not retried, nor servers that ask for hours")
  func permanentFailures() {
    let manners = ImageFetcher.Manners()
    func wait(_ failure: Retries.Failure) -> Duration? {
      var retries = Retries(manners)
      return retries.wait(after: failure)
    }
    func failed(_ fault: Fault, isRefused: Bool = false) -> Retries.Failure {
      Retries.Failure(
        HTTPClientError(url: "u", address: "a", fault: fault, detail: "", isRefused: isRefused))
    }
    #expect(wait(failed(.reset)) == .seconds(2))
    for fault: Fault in [.nameFailure, .tlsFailure, .tooManyRedirects, .malformed] {
      #expect(wait(failed(fault)) == nil)
    }
    #expect(wait(failed(.transport, isRefused: true)) == nil)
    #expect(wait(.init(status: 503, retryAfter: 7)) == .seconds(7))
    #expect(wait(.init(status: 503, retryAfter: 7200)) == nil)
    #expect(wait(.init(status: 404, retryAfter: nil)) == nil)
  }

  @Test("Content that a server compresses unasked is decoded")
  func compressed() async throws {
    let gzip = try #require(
      Data(base64Encoded: "H4sIAAAAAAACA9PPTSzQTyvNydE3NNDRN9BPSU1LLM0p0csqSOcCAG439O4cAAAA"))
    let server = try TestServer { _ in
      [.answer(headers: ["Content-Encoding: gzip"], body: Array(gzip))]
    }
    let answer = try await HTTPClient(decodesContent: true).fetch(server.origin + "/")
    #expect(String(decoding: answer.body, as: UTF8.self) == "/map/full/10,/0/default.jpg\n")
    #expect(server.requests.last?.value(ofField: "Accept-Encoding") == nil)
    #expect(try await HTTPClient().fetch(server.origin + "/").body == Array(gzip))

    let plain = try TestServer { _ in
      [.answer(headers: ["Content-Encoding: gzip"], body: Array("plain".utf8))]
    }
    await #expect(throws: HTTPClientError.self) {
      try await HTTPClient(decodesContent: true).fetch(plain.origin + "/")
    }
  }

  @Test("A public manifest cannot make the program request private addresses")
  func privateAddresses() async throws {
    let server = try TestServer { _ in [.answer()] }
    var client = HTTPClient()
    client.refusesPrivateAddresses = true
    let (refusing, url) = (client, server.origin + "/")
    let error = await #expect(throws: HTTPClientError.self) { () async throws -> Void in
      _ = try await refusing.fetch(url)
    }
    #expect(error?.isPermanent == true)
    #expect(server.requests.isEmpty)
    let addresses = [
      "http://127.0.0.1/": true, "http://10.1.2.3/": true, "http://172.31.0.1/": true,
      "http://169.254.169.254/": true, "http://[::1]/": true, "http://[fd00::1]/": true,
      "http://[::ffff:192.168.0.1]/": true, "http://192.0.2.1/": false,
      "http://172.32.0.1/": false, "http://[2001:db8::1]/": false,
    ]
    for (address, isPrivate) in addresses {
      #expect(try await HTTPClient.leadsToPrivateAddress(address) == isPrivate, "\(address)")
    }
  }

  @Test("A manifest that cannot be fetched is named with the reason")
  func noManifest() async throws {
    try await withTemporaryFolder { folder in
      let fetcher = ImageFetcher(images: folder, manners: manners)
      let server = try TestServer { _ in [.answer("500 Internal Server Error")] }
      await #expect {
        try await fetcher.fetch(server.origin + "/m")
      } throws: { error in
        "\(error)" == "the manifest cannot be fetched: \(server.origin)/m: status 500"
      }
      let nobody = try TestServer.unusedOrigin()
      let address = nobody.dropFirst("http://".count)
      await #expect {
        try await fetcher.fetch(nobody)
      } throws: { error in
        "\(error)" == "the manifest cannot be fetched: \(nobody): nothing listens at \(address)"
      }
      await #expect {
        try await fetcher.fetch("ppn1")
      } throws: { error in
        "\(error)"
          == "'ppn1' is neither the address of a manifest nor a named set; named sets are "
          + "ppn321275802"
      }
    }
  }

  @Test("Requests keep an interval, and late ones are not made up for")
  func spacing() async {
    let spacing = RequestSpacing(interval: .seconds(1))
    let zero = ContinuousClock.now
    var starts: [Duration] = []
    for asked in [0, 0, 1, 9, 9] {
      starts.append(await spacing.start(askedAt: zero + .seconds(asked)) - zero)
    }
    #expect(starts == [0, 1, 2, 9, 10].map { .seconds($0) })
  }

  @Test("Fetched images are converted like the user's own")
  func dataset() async throws {
    try await withTemporaryFolder { folder in
      let image = try await jpeg(in: folder)
      let server = try server(images: 2) { _ in [answer(image)] }
      let cache = folder.appending(path: "cache")
      let dataset = try await DatasetProvider(cache: cache, manners: manners).dataset(
        source: server.origin + "/book/manifest", count: nil, formats: [.tiff])
      #expect(dataset.files.map(\.path) == ["tiff/0001.tif", "tiff/0002.tif"])
      #expect(dataset.images[0].size == PixelSize(width: 100, height: 80))
      #expect(ImageInventory(cache: cache).sets.first?.manifest == dataset.name)
    }
  }
}
