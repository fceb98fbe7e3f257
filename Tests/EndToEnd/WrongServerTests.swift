import Foundation
import IIIFBench
import TestSupport
import Testing

/// Runs against a server that answers quickly and wrongly.
@Suite("A wrong server is not a fast server")
struct WrongServerTests {
  /// What the server does with requests for full images.
  enum Fault: String, CaseIterable {
    case otherSize, empty, half
  }

  @Test(
    "An image of another size, an empty body and half a body are errors of their kind",
    arguments: [(Fault.otherSize, "wrong-size"), (.empty, "empty"), (.half, "truncated")])
  func faults(fault: Fault, kind: String) throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.results.appending(path: "pictures")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try makePicture(folder.appending(path: "a.png"), width: 400, height: 300)
    let right = program.results.appending(path: "right.jpg")
    let other = program.results.appending(path: "other.jpg")
    try makePicture(right, width: 400, height: 300)
    try makePicture(other, width: 300, height: 400)
    let server = try wrongServer(
      fault: fault, right: Array(Data(contentsOf: right)), other: Array(Data(contentsOf: other)))
    defer { server.stop() }
    let outcome = try program.run([
      "run", "--url", "iipsrv=\(server.origin)", "--server", "iipsrv", "--operation", "full",
      "--format", "tiff-pyramid", "--images", folder.path, "--iterations", "5", "--blocks", "1",
      "--warm-up", "0", "--concurrency", "1",
    ])
    #expect(outcome.status == 1, "\(outcome.errors)")
    let cell = try #require(try program.result().cells.first { $0.state == .measured })
    #expect(cell.errors == [kind: 5])
    #expect(cell.requests == 0)
    #expect(cell.responseTime == nil)
    #expect(outcome.output.contains(kind))
  }

  private func wrongServer(fault: Fault, right: [UInt8], other: [UInt8]) throws -> TestServer {
    let image = ["Content-Type: image/jpeg"]
    return try TestServer { request in
      if request.target.hasSuffix("/info.json") {
        return [.answer(headers: ["Content-Type: application/json"], body: Array("{}".utf8))]
      }
      guard request.target.contains("/full/full/") else {
        return [.answer(headers: image, body: right)]
      }
      return switch fault {
      case .otherSize: [.answer(headers: image, body: other)]
      case .empty: [.answer(headers: image)]
      case .half: [.answer(headers: image, body: Array(right.prefix(right.count / 2)))]
      }
    }
  }
}
