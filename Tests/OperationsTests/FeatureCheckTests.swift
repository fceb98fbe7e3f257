@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import Measuring
@testable import Operations
@testable import Results
@testable import Support
import TestSupport
import Testing

private struct CheckedServer: RunningServer {
  let origin: String

  var record: LaunchRecord? { nil }
  func ending() async -> String? { nil }
  func lastLines(_ count: Int) async -> [String] { [] }
  func usage() async -> ResourceUsage? { nil }
  var meter: (any ResourceMeter)? { nil }
  func processes() async -> [ServerProcess] { [] }
  func stop() async {}
}

@Suite("Features, checked on a server", .timeLimit(.minutes(5)))
struct FeatureCheckTests {
  /// The information of the picture with the given `@id`.
  private static func information(_ id: String) -> [UInt8] {
    Array(
      """
      {"@context": "http://iiif.io/api/image/2/context.json", "@id": "\(id)",
       "protocol": "http://iiif.io/api/image", "width": 200, "height": 300,
       "profile": ["http://iiif.io/api/image/2/level2.json"]}
      """.utf8)
  }

  /// The result of an operation on a server; `@id` follows the request's own host by default.
  private func result(
    of name: String, id: @escaping @Sendable (_ base: String) -> String = { $0 },
    headers: @escaping @Sendable (TestRequest) -> [String] = { _ in [] },
    answer: @escaping @Sendable (TestRequest) -> ServerStep? = { _ in nil }
  ) async throws -> FeatureResult {
    let server = try TestServer { request in
      if let step = answer(request) { return [step] }
      let host = request.value(ofField: "Host") ?? ""
      let base = String(request.target.split(separator: "/info.json").first ?? "")
      return [
        .answer(
          headers: ["Content-Type: application/json"] + headers(request),
          body: Self.information(id("http://\(host)\(base)")))
      ]
    }
    let planned = try #require(
      PlannedServer(
        descriptor: testServer(), descriptorHash: "hash", major: 2))
    let running = CheckedServer(origin: server.origin)
    let dataset = testDataset(count: 1)
    let claim = try await ServerClaim.fetched(
      from: running, of: planned, dataset: dataset, format: .jpeg(quality: 90))
    return try await FeatureCheck(
      server: planned, running: running, dataset: dataset, format: .jpeg(quality: 90), claim: claim,
      seed: 1
    ).result(of: try operation(name))
  }

  @Test("An id that leads to the information is valid")
  func id() async throws {
    let result = try await result(of: "information-rules")
    #expect(result.verdict == .supported, "\(String(describing: result.finding))")
  }

  @Test(
    "An id that leads nowhere is wrong",
    arguments: ["http://0.0.0.0:8182/iiif/2/x", "http://127.0.0.1:1/iiif/2/x"])
  func lost(address: String) async throws {
    let result = try await result(of: "information-rules", id: { _ in address })
    #expect(result.verdict == .wrong)
    #expect(result.finding?.kind == "wrong-link")
    #expect(result.finding?.found.contains(address) == true)
  }

  @Test("A redirect of the base URI is followed, whatever follows info.json in its URL")
  func redirect() async throws {
    let redirect = { @Sendable (request: TestRequest, place: String) -> ServerStep? in
      request.target.contains("info.json")
        ? nil : .answer("303 See Other", headers: ["Location: \(request.target)\(place)"])
    }
    let right = try await result(
      of: "base-redirect", answer: { redirect($0, "/info.json?currentUrl=x") })
    #expect(right.verdict == .supported, "\(String(describing: right.finding))")
    let lost = try await result(
      of: "base-redirect",
      answer: { request in
        request.target.contains("nowhere")
          ? .answer("404 Not Found") : redirect(request, "/nowhere")
      })
    #expect(lost.verdict == .wrong)
    #expect(lost.finding?.found.contains("which leads to status 404") == true)
  }

  @Test(
    "An origin that is echoed is as good as an asterisk", arguments: ["*", "http://example.org"])
  func origin(value: String) async throws {
    let result = try await result(
      of: "cross-origin", headers: { _ in ["Access-Control-Allow-Origin: \(value)"] })
    #expect(result.verdict == .supported)
  }

  @Test("A conditional request does not apply without a validator, and is never wrong")
  func conditional() async throws {
    let none = try await result(of: "conditional")
    #expect(none.verdict == .unsupported)
    #expect(none.finding?.kind == "not-applicable")
    let ignored = try await result(of: "conditional", headers: { _ in ["ETag: \"1\""] })
    #expect(ignored.verdict == .unsupported)
    #expect(ignored.finding?.kind == "status-other")
    let right = try await result(
      of: "conditional", headers: { _ in ["ETag: \"1\""] },
      answer: { request in
        request.value(ofField: "If-None-Match") == "\"1\"" ? .answer("304 Not Modified") : nil
      })
    #expect([.supported, .unclaimed].contains(right.verdict))
  }

  @Test("Mirroring is distinguished from the opposite order if the server turns pictures")
  func mirrored() async throws {
    var setting = OperationSetting(images: iteration().images, version: .v21)
    func turns() throws -> [String] {
      try operation("mirrored").prepared(for: setting).steps(of: iteration()).joined().map {
        $0.path()
      }
    }
    #expect(try turns().count == 2)
    setting.information = ImageInformation(
      version: .v21, id: "http://a", size: PixelSize(width: 1, height: 1), level: .level2)
    #expect(try turns().last == "full/1000,/!90/default.jpg")
  }
}
