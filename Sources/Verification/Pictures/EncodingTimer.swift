import Foundation
package import IIIFBench
import ChildProcess
import IIIF
package import Results
import Support

/// Measures how much CPU time libvips takes to encode pictures as JPEG.
///
/// The pictures are libvips' renderings of requests, which have the detail of the source files; the
/// answers of servers have lost a part of it. They are joined and repeated to one large picture, so
/// that the start of the program is small in comparison and can be subtracted.
package struct EncodingTimer: Sendable {
  /// A request's rendering: the picture and its source file.
  package struct Source: Sendable {
    /// The picture.
    package var picture: ExpectedPicture
    /// The path of the source file.
    package var file: String

    /// Creates a source.
    package init(picture: ExpectedPicture, file: String) {
      self.picture = picture
      self.file = file
    }
  }

  /// CPU seconds per megapixel.
  package struct Times: Hashable, Sendable {
    /// With the standard Huffman tables.
    package var seconds: Double
    /// With optimised ones.
    package var optimisedSeconds: Double
  }

  /// The approximate size of the large picture.
  private static let pixels = 24_000_000
  /// The number of pictures that are joined.
  package static let pictures = 4
  /// The number of measurements, of which the least counts: other load only adds to CPU times.
  private static let repetitions = 3
  private static let environment = ["VIPS_CONCURRENCY": "1"]

  /// Creates a timer.
  package init() {}

  /// The times of encodings, in their order.
  ///
  /// - Throws: ``ExternalProgramError``, ``UnwritableFolder``, or `CancellationError`.
  package func times(of encodings: [JPEGEncoding], for sources: [Source]) async throws -> [Times] {
    try await withScratchFolder(in: FileManager.default.temporaryDirectory) { scratch in
      let sheet = try await Sheet(sources, in: scratch, pixels: Self.pixels)
      var least: [String: Double] = [:]
      // In turn, so that changes of the machine's speed affect all encodings alike.
      for _ in 0..<Self.repetitions {
        for encoding in encodings {
          for isOptimised in [false, true] {
            let output = encoding.output(isOptimised: isOptimised)
            for copies in [1, sheet.copies] {
              let key = "\(copies) \(output)"
              let time = try await sheet.seconds(copies: copies, to: output, encoding)
              least[key] = min(time, least[key] ?? .infinity)
            }
          }
        }
      }
      return encodings.map { encoding in
        let seconds = [false, true].map { isOptimised -> Double in
          let output = encoding.output(isOptimised: isOptimised)
          let time =
            least["\(sheet.copies) \(output)", default: 0] - least["1 \(output)", default: 0]
          let copies = sheet.copies * sheet.copies - 1
          return max(0, time) / (Double(copies) * sheet.megapixels)
        }
        return Times(seconds: seconds[0], optimisedSeconds: seconds[1])
      }
    }
  }

  /// Pictures side by side, in colour and in grey.
  private struct Sheet {
    let folder: URL
    let megapixels: Double
    /// The number of copies in each direction that makes the large picture; at least 2.
    let copies: Int

    /// The greatest side of a joined picture; of larger ones the upper left corner counts.
    private static let longestSide = 4096
    private static let colour = "sheet.v"
    private static let grey = "grey.v"

    init(_ sources: [Source], in folder: URL, pixels: Int) async throws {
      self.folder = folder
      let sizes = sources.map { $0.picture.request.resultSize(of: $0.picture.image.size) }
      let width = min(Self.longestSide, sizes.map(\.width).min() ?? 1)
      let height = min(Self.longestSide, sizes.map(\.height).min() ?? 1)
      var parts: [String] = []
      for (index, source) in sources.enumerated() {
        let rendering = ReferenceRendering(source.picture, file: source.file)
        for command in rendering.commands { try await Self.vips(command, in: folder) }
        parts.append("part-\(index).v")
        try await Self.vips(
          ["crop", ReferenceRendering.output, parts[index], "0", "0", "\(width)", "\(height)"],
          in: folder)
      }
      try await Self.vips(
        ["arrayjoin", parts.joined(separator: " "), "joined.v", "--across", "\(parts.count)"],
        in: folder)
      try await Self.vips(["colourspace", "joined.v", Self.colour, "srgb"], in: folder)
      try await Self.vips(["colourspace", "joined.v", Self.grey, "b-w"], in: folder)
      let own = width * height * sources.count
      megapixels = Double(own) / 1e6
      let wanted = Int((Double(pixels) / Double(max(1, own))).squareRoot().rounded(.up))
      // The maximum side of a JPEG is 65,535.
      copies = max(2, min(wanted, 65_000 / max(width * sources.count, height, 1)))
    }

    /// The CPU seconds to encode a number of copies in each direction.
    func seconds(copies: Int, to output: String, _ encoding: JPEGEncoding) async throws -> Double {
      let input = encoding.components == 1 ? Self.grey : Self.colour
      let result = try await ExternalProgram.vips.output(
        ["replicate", input, output, "\(copies)", "\(copies)"],
        environment: EncodingTimer.environment, directory: folder)
      return result.cpuTime / .seconds(1)
    }

    private static func vips(_ command: [String], in folder: URL) async throws {
      try await ExternalProgram.vips.run(
        command, environment: EncodingTimer.environment, directory: folder)
    }
  }
}

extension JPEGEncoding {
  /// The file name with libvips' options.
  fileprivate func output(isOptimised: Bool) -> String {
    let options = [
      "Q=\(quality)", "strip", "subsample_mode=\(subsampling == "4:4:4" ? "off" : "on")",
      isProgressive ? "interlace" : nil, isOptimised ? "optimize_coding" : nil,
    ]
    return "encoded.jpg[\(options.compactMap(\.self).joined(separator: ","))]"
  }
}
