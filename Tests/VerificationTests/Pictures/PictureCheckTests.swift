@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Results
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

@Suite("The comparison of pixels") struct PictureCheckTests {
  /// A wrong answer and the way it is made.
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var kind: String
    var request = squareRequest
    var steps: [[String]]
    var page = "a"
    var options = "[Q=75]"
    var quality = 75
    var testDescription: String { name }
  }

  private static let square = ["crop", "100", "50", "400", "400"]

  static let faults = [
    Fault(
      name: "another region", kind: "wrong-pixels", steps: [["crop", "300", "150", "400", "400"]]),
    Fault(
      name: "a region that begins at the corner", kind: "wrong-pixels",
      steps: [["crop", "0", "0", "400", "400"]]),
    Fault(
      name: "one colour", kind: "blank", steps: [square, ["linear", "0", "200", "--uchar"]]),
    Fault(name: "greys", kind: "wrong-colour", steps: [square, ["colourspace", "b-w"]]),
    Fault(
      name: "colours for grey", kind: "wrong-colour",
      request: ImageRequest(
        region: .pixels(x: 100, y: 50, width: 400, height: 400), quality: .gray), steps: [square]),
    Fault(name: "a row down", kind: "moved", steps: [["crop", "100", "51", "400", "400"]]),
    Fault(name: "a column left", kind: "moved", steps: [["crop", "99", "50", "400", "400"]]),
    Fault(
      name: "16 columns right", kind: "moved", steps: [["crop", "84", "50", "400", "400"]]),
    Fault(
      name: "a turn by whole blocks", kind: "moved",
      request: ImageRequest(
        region: .pixels(x: 100, y: 50, width: 400, height: 300), rotation: Rotation(degrees: 90)),
      steps: [["crop", "100", "54", "400", "300"], ["rot", "d90"]]),
    Fault(
      name: "an enlarged part for a square", kind: "wrong-pixels",
      request: ImageRequest(region: .square),
      steps: [["crop", "150", "100", "400", "400"], ["resize", "1.5"]]),
    Fault(
      name: "a distorted picture for a square", kind: "wrong-pixels",
      request: ImageRequest(region: .square),
      steps: [["thumbnail", "600", "--height", "600", "--size", "force"]]),
    Fault(
      name: "turned, then mirrored", kind: "wrong-rotation",
      request: ImageRequest(rotation: Rotation(degrees: 90, mirrored: true)),
      steps: [["rot", "d90"], ["flip", "horizontal"]]),
    Fault(
      name: "270° for 90°", kind: "wrong-rotation",
      request: ImageRequest(rotation: Rotation(degrees: 90)), steps: [["rot", "d270"]]),
    Fault(
      name: "mirrored for upright", kind: "wrong-rotation",
      steps: [square, ["flip", "horizontal"]]),
    Fault(
      name: "upright for mirrored", kind: "wrong-rotation",
      request: ImageRequest(rotation: Rotation(degrees: 0, mirrored: true)), steps: []),
    Fault(name: "the same square of another page", kind: "other-image", steps: [square], page: "b"),
    Fault(
      name: "another page, scaled", kind: "other-image",
      request: ImageRequest(size: Size(.width(200))),
      steps: [["thumbnail", "200"]], page: "b"),
    Fault(
      name: "half of the quality", kind: "wrong-quality", steps: [square], options: "[Q=38]",
      quality: 38),
  ]

  @Test("Every fault is found with its name", arguments: faults)
  func caught(fault: Fault) async throws {
    try await withTemporaryFolder { folder in
      let bench = try await PictureBench(in: folder)
      let body = try await bench.body(
        fault.request, fault.steps, from: fault.page, options: fault.options,
        quality: fault.quality)
      let report = try await bench.report([body])
      #expect(report.wrong == [fault.kind: 1], "\(report.examples)")
      #expect(report.compared == 1 && report.limitations.isEmpty)
    }
  }

  /// A valid answer and the way it is made.
  struct Right: Sendable, CustomTestStringConvertible {
    var request: ImageRequest
    var steps: [[String]]
    var options = ""
    var testDescription: String { "\(request.path(fullToken: .max)) by \(steps) \(options)" }
  }

  private static func square(_ format: ImageFormat) -> ImageRequest {
    ImageRequest(region: .pixels(x: 100, y: 50, width: 400, height: 400), format: format)
  }

  static let rightAnswers: [Right] = [
    Right(request: square(.jpg), steps: [square], options: "[Q=30]"),
    Right(request: square(.jpg), steps: [square], options: "[Q=95,subsample_mode=off]"),
    Right(request: square(.jpg), steps: [square], options: "[Q=75,interlace]"),
    Right(request: square(.png), steps: [square]),
    Right(request: square(.webp), steps: [square], options: "[Q=50]"),
    Right(request: square(.gif), steps: [square]),
    Right(request: square(.tif), steps: [square]),
    Right(request: ImageRequest(), steps: [], options: "[Q=60]"),
    Right(request: ImageRequest(size: Size(.width(300))), steps: [["resize", "0.375"]]),
    Right(
      request: ImageRequest(size: Size(.width(300))),
      steps: [["resize", "0.375", "--kernel", "nearest"]], options: "[Q=50]"),
    Right(
      request: ImageRequest(size: Size(.width(100))),
      steps: [["resize", "0.125", "--kernel", "nearest"]]),
    Right(request: ImageRequest(size: Size(.width(400))), steps: [["subsample", "2", "2"]]),
    Right(
      request: ImageRequest(size: Size(.exact(width: 200, height: 300))),
      steps: [["resize", "0.25", "--vscale", "0.5", "--kernel", "linear"]]),
    Right(
      request: ImageRequest(size: Size(.percent(150), upscales: true)), steps: [["resize", "1.5"]]),
    Right(request: ImageRequest(region: .square), steps: [["crop", "0", "0", "600", "600"]]),
    Right(request: ImageRequest(region: .square), steps: [["crop", "100", "0", "600", "600"]]),
    Right(request: ImageRequest(region: .square), steps: [["crop", "37", "0", "600", "600"]]),
    Right(
      request: ImageRequest(region: .square, size: Size(.width(300))),
      steps: [["crop", "150", "0", "600", "600"], ["resize", "0.5"]]),
    Right(
      request: ImageRequest(region: .percent(x: 12.51, y: 8.41, width: 50, height: 50)),
      steps: [["crop", "100", "51", "400", "300"]]),
    Right(request: ImageRequest(rotation: Rotation(degrees: 90)), steps: [["rot", "d90"]]),
    Right(
      request: ImageRequest(rotation: Rotation(degrees: 180, mirrored: true)),
      steps: [["flip", "horizontal"], ["rot", "d180"]]),
    Right(
      request: ImageRequest(rotation: Rotation(degrees: 30)),
      steps: [["rotate", "30", "--background", "0"]]),
    Right(
      request: ImageRequest(rotation: Rotation(degrees: 30)),
      steps: [
        ["rotate", "30", "--background", "0"],
        ["gravity", "centre", "1100", "1100", "--extend", "white"],
      ]),
    Right(
      request: ImageRequest(quality: .bitonal),
      steps: [["extract_band", "2"], ["relational_const", "more", "128"]]),
    Right(request: ImageRequest(quality: .gray), steps: [["colourspace", "b-w"]]),
    Right(
      request: ImageRequest(quality: .bitonal),
      steps: [["colourspace", "b-w"], ["relational_const", "more", "128"]]),
    Right(
      request: ImageRequest(size: Size(.width(400)), quality: .bitonal, format: .png),
      steps: [["resize", "0.5"], ["colourspace", "b-w"], ["relational_const", "more", "100"]]),
  ]

  @Test("The output of other encoders and resamplers is valid", arguments: rightAnswers)
  func right(answer: Right) async throws {
    try await withTemporaryFolder { folder in
      let bench = try await PictureBench(in: folder)
      let body = try await bench.body(
        answer.request, answer.steps, options: answer.options, quality: nil)
      let report = try await bench.report([body])
      #expect(report.examples.isEmpty)
      #expect(report.compared == 1)
    }
  }

  @Test("A small noisy region is as close to the reference as JPEG of the declared quality")
  func noise() async throws {
    try await withTemporaryFolder { folder in
      let bench = try await PictureBench(in: folder)
      try await ExternalProgram.vips.run(
        ["gaussnoise", "noise.v", "800", "600", "--mean", "40", "--sigma", "12", "--seed", "7"],
        directory: folder)
      try await ExternalProgram.vips.run(
        ["bandjoin", "noise.v noise.v noise.v", "rgb.v"], directory: folder)
      try await ExternalProgram.vips.run(["cast", "rgb.v", "a.tif", "uchar"], directory: folder)
      let request = ImageRequest(region: .pixels(x: 30, y: 60, width: 160, height: 40))
      let right = try await bench.body(request, [["crop", "30", "60", "160", "40"]])
      #expect(try await bench.report([right]).wrong.isEmpty)
      let other = try await bench.body(request, [["crop", "300", "200", "160", "40"]])
      #expect(try await bench.report([other]).wrong == ["wrong-pixels": 1])
    }
  }

  @Test("A shift is named with its number of rows and columns")
  func shift() async throws {
    try await withTemporaryFolder { folder in
      let bench = try await PictureBench(in: folder)
      let body = try await bench.body(squareRequest, [["crop", "101", "46", "400", "400"]])
      #expect(
        try await bench.report([body]).examples.map(\.found) == [
          "the expected picture, but moved by 4 rows down and a column left"
        ])
    }
  }

  @Test("A body that libvips cannot decode is undecodable")
  func undecodable() async throws {
    try await withTemporaryFolder { folder in
      let bench = try await PictureBench(in: folder)
      let bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDB, 0, 4, 1, 2, 0xFF, 0xD9]
      let report = try await bench.report([bench.body(squareRequest, bytes: bytes)])
      #expect(report.wrong == ["undecodable": 1])
    }
  }

  @Test("Wrong bodies are counted, and a few are kept as examples")
  func counted() async throws {
    try await withTemporaryFolder { folder in
      let bench = try await PictureBench(in: folder)
      let right = try await bench.body(squareRequest, [Self.square])
      let grey = try await bench.body(squareRequest, [Self.square, ["colourspace", "b-w"]])
      let report = try await bench.report([right] + Array(repeating: grey, count: 5))
      #expect(report.compared == 6)
      #expect(report.wrong == ["wrong-colour": 5])
      #expect(report.examples.count == ImageVerification.examplesPerKind)
      let example = report.examples.first
      #expect(example?.kind == "wrong-colour")
      #expect(example?.url == "http://127.0.0.1:1/a")
      #expect(example?.picture == "a")
      #expect(example?.expected == "100,50,400,400/max/0/default.jpg of 'a'")
      #expect(example?.found == "shades of grey")
      #expect(
        report.remarks == [
          "5 of 6 answers whose pixels were compared are wrong; the figures count such answers as "
            + "valid."
        ])
    }
  }

  @Test("A missing source file is a limitation, not a wrong answer")
  func limitation() async throws {
    try await withTemporaryFolder { folder in
      let bench = try await PictureBench(in: folder)
      let right = try await bench.body(squareRequest, [Self.square])
      let report = try await PictureCheck(dataset: bench.dataset)
        .report(on: [right], format: .jpeg(quality: 90), quality: nil)
      #expect(report.compared == 0 && report.wrong.isEmpty)
      #expect(
        report.remarks == [
          "Pixels were not compared: picture 'a' has no file in the format jpeg-q90"
        ])
    }
  }
}
