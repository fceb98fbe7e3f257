@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation

/// A server of crops, turns and whole pictures that does everything right, or one thing wrong.
struct WrongServer {
  /// What the server does with every request for an image.
  enum Fault: String, CaseIterable {
    case none
    /// The right size, but another region.
    case otherRegion
    /// One colour all over.
    case blank
    /// Half of the declared JPEG quality.
    case halfQuality
    /// Shades of grey.
    case grey
    /// Off by one row.
    case offByOneRow
    /// Turned the other way round.
    case wrongTurn
    /// The picture of another identifier.
    case stale
    /// The source file as it is.
    case passedThrough
    /// A progressive JPEG that breaks off within its last scan.
    case truncated
    /// A picture whose sides have changed places.
    case otherSize
    /// No body.
    case empty
  }

  /// The size of all pictures.
  static let size = PixelSize(width: 800, height: 600)

  private let folder: URL
  private let fault: Fault

  /// Draws two pages into a folder, from which the server takes its pictures.
  init(fault: Fault, folder: URL) throws {
    self.fault = fault
    self.folder = folder
    for (number, name) in ["a", "b"].enumerated() {
      let page = TestPage(number: number, width: Self.size.width, height: Self.size.height)
      let file = folder.appending(path: "\(name).ppm")
      try page.netpbm.write(to: file)
      try vips(["copy", file.path, folder.appending(path: "\(name).png").path])
      try FileManager.default.removeItem(at: file)
    }
  }

  /// Starts the server.
  ///
  /// - Parameter source: Bytes of the file that is handed out where the fault is that.
  func start(source: @escaping @Sendable () -> [UInt8]) throws -> TestServer {
    try TestServer { request in
      if request.target.hasSuffix("/info.json") {
        return [.answer(headers: ["Content-Type: application/json"], body: Array("{}".utf8))]
      }
      guard let body = try? body(of: request.target, source: source) else {
        return [.answer("500 Internal Server Error")]
      }
      return [.answer(headers: ["Content-Type: image/jpeg"], body: body)]
    }
  }

  private func body(of target: String, source: () -> [UInt8]) throws -> [UInt8] {
    let parts = target.split(separator: "/").suffix(5).map(String.init)
    guard parts.count == 5 else { return [] }
    // Readiness is asked for with a small picture, which is always right.
    let isProbe = parts[2] == "100,"
    let fault = isProbe ? .none : fault
    switch fault {
    case .passedThrough: return source()
    case .empty: return []
    default: break
    }
    let wanted = parts[0].hasSuffix("b") ? "b" : "a"
    let name = fault == .stale ? (wanted == "a" ? "b" : "a") : wanted
    let body = try picture(
      folder.appending(path: "\(name).png"), region: parts[1], size: parts[2],
      degrees: Int(parts[3]) ?? 0, fault: fault)
    return fault == .truncated ? Array(body.dropLast(40)) : body
  }

  private func picture(
    _ file: URL, region: String, size: String, degrees: Int, fault: Fault
  ) throws -> [UInt8] {
    var steps: [[String]] = []
    var corner = region.split(separator: ",").compactMap { Int($0) }
    if corner.count == 4 {
      let (right, bottom) = (Self.size.width - corner[2], Self.size.height - corner[3])
      if fault == .otherRegion { corner[0] = (corner[0] + right / 2) % (right + 1) }
      if fault == .offByOneRow { corner[1] += corner[1] < bottom ? 1 : -1 }
      steps.append(["crop"] + corner.map(String.init))
    }
    if size.hasSuffix(",") { steps.append(["thumbnail", String(size.dropLast())]) }
    let turn = fault == .wrongTurn ? (360 - degrees) % 360 : degrees
    if turn != 0 { steps.append(["rot", "d\(turn)"]) }
    switch fault {
    case .blank: steps.append(["linear", "0", "200", "--uchar"])
    case .grey: steps.append(["colourspace", "b-w"])
    case .otherSize: steps.append(["rot", "d90"])
    default: break
    }
    let quality = fault == .halfQuality ? 37 : 75
    let options = "[Q=\(quality)\(fault == .truncated ? ",interlace" : "")]"
    return try made(from: file, by: steps.isEmpty ? [["copy"]] : steps, options: options)
  }

  private func made(from file: URL, by steps: [[String]], options: String) throws -> [UInt8] {
    let scratch = folder.appending(path: ".\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let result = scratch.appending(path: "result.jpg")
    var input = file.path
    for (index, step) in steps.enumerated() {
      let output =
        index == steps.count - 1
        ? result.path + options : scratch.appending(path: "\(index).v").path
      try vips([step[0], input, output] + step.dropFirst())
      input = output
    }
    return Array(try Data(contentsOf: result))
  }
}
