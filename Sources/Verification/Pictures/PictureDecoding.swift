import Support
import ChildProcess
import Foundation

/// Renders and decodes pictures by libvips, each in a process and a folder of its own, so that a
/// body can crash a decoder only.
package struct PictureDecoding: Sendable {
  private static let environment = ["VIPS_CONCURRENCY": "1"]

  /// The digest of a reference picture.
  ///
  /// - Throws: ``ExternalProgramError``, ``DatasetError``, Foundation's errors or
  ///   `CancellationError`.
  package func digest(
    of rendering: ReferenceRendering, view: PictureDigest.View
  ) async throws -> PictureDigest {
    try await withScratchFolder(in: FileManager.default.temporaryDirectory) { scratch in
      for command in rendering.commands {
        try await ExternalProgram.vips.run(
          command, environment: Self.environment, directory: scratch)
      }
      return try PictureDigest(
        netpbm: scratch.appending(path: ReferenceRendering.output), view: view)
    }
  }

  /// The digest of a reference picture after it was encoded as JPEG of a quality.
  ///
  /// - Throws: As for references.
  package func digest(
    of rendering: ReferenceRendering, view: PictureDigest.View, encodedAt quality: Int,
    like reference: PictureDigest
  ) async throws -> PictureDigest {
    let encoding = [
      ["copy", ReferenceRendering.output, "encoded.jpg[Q=\(quality)]"],
      ["copy", "encoded.jpg", "encoded.ppm"],
    ]
    return try await withScratchFolder(in: FileManager.default.temporaryDirectory) { scratch in
      for command in rendering.commands + encoding {
        try await ExternalProgram.vips.run(
          command, environment: Self.environment, directory: scratch)
      }
      return try PictureDigest(
        netpbm: scratch.appending(path: "encoded.ppm"), view: view, like: reference)
    }
  }

  /// The digest of a body; nil if libvips cannot decode it.
  ///
  /// - Throws: As for references.
  package func digest(
    of body: KeptBody, view: PictureDigest.View, like reference: PictureDigest
  ) async throws -> PictureDigest? {
    try await decoded(body) { try PictureDigest(netpbm: $0, view: view, like: reference) }
  }

  /// The pixels of a body; nil if libvips cannot decode it.
  ///
  /// - Throws: As for references.
  package func raster(of body: KeptBody) async throws -> Raster? {
    try await decoded(body) { try Raster(Data(contentsOf: $0)) }
  }

  /// The value that is read from a decoded body; nil if libvips cannot decode it.
  private func decoded<Value: Sendable>(
    _ body: KeptBody, read: (URL) throws -> Value
  ) async throws -> Value? {
    try await withScratchFolder(in: FileManager.default.temporaryDirectory) { scratch in
      let file = scratch.appending(path: "body")
      try writing(in: scratch) { try Data(body.bytes).write(to: file) }
      do {
        // Transparency is flattened onto white when the file is written.
        try await ExternalProgram.vips.run(
          ["colourspace", file.lastPathComponent, "body.ppm[background=255]", "srgb"],
          environment: Self.environment, directory: scratch)
        return try read(scratch.appending(path: "body.ppm"))
      } catch ExternalProgramError.failed {
        return nil
      } catch is UnreadableRaster {
        return nil
      }
    }
  }
}
