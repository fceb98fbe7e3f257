package import ChildProcess
package import IIIFBench
package import IIIF
import Support

/// The commands that convert a picture to a source format, a pure function of format and size.
///
/// A picture is first made plain: 8 bits per channel, grey or sRGB, opaque, upright, the first page
/// only, without metadata that a server could apply. Every format is made from that one file, so
/// that all servers have the same pixels whatever format they read.
package enum ConversionRecipe {
  /// A program with its arguments.
  package struct Command: Hashable, Sendable {
    package var program: ExternalProgram
    package var arguments: [String]

    /// The command in a shell's syntax.
    package var line: String { ShellCommand.text(of: [program.name] + arguments) }
  }

  /// A plain picture.
  package struct Plain: Hashable, Sendable {
    /// Its size, upright.
    package var size: PixelSize
    /// Its colour channels: 1 for grey, 3 for sRGB.
    package var channels: Int
    /// Whether the source had transparency, which is flattened onto white.
    package var hadTransparency: Bool

    /// The file that holds it.
    package var file: String {
      hadTransparency ? ConversionRecipe.opaque : ConversionRecipe.upright
    }
  }

  /// The file of the upright picture in plain colours.
  package static let upright = "upright.tif"
  private static let opaque = "opaque.tif"

  /// The command that writes ``upright``: the upright source with its colours converted.
  package static func uprightCommand(source: String, isGrey: Bool) -> Command {
    // No picture reaches the bounds, so `down` changes no size. The import profile applies to
    // pictures without one of their own; without it libvips shifts their colours.
    Command(
      program: .vips,
      arguments: [
        "thumbnail", source, "\(upright)[strip]", "1000000", "--height", "1000000", "--size",
        "down",
        "--fail-on", "error",
      ] + (isGrey ? [] : ["--import-profile", "srgb", "--export-profile", "srgb"]))
  }

  /// The command that flattens an upright picture with transparency onto white.
  package static let opaqueCommand = Command(
    program: .vips, arguments: ["flatten", upright, "\(opaque)[strip]", "--background", "255"])

  /// The command that converts a plain picture to a format; nil if the plain file is in that
  /// format.
  package static func command(for format: SourceFormat, of plain: Plain) -> Command? {
    let output = "result.\(format.fileExtension)"
    switch format {
    case .jpeg(let quality):
      // Subsampling is fixed, because libvips' default changes at quality 90, and with it the work.
      return Command(
        program: .vips,
        arguments: [
          "jpegsave", plain.file, output, "--Q", "\(quality)", "--subsample-mode", "on", "--strip",
        ])
    case .tiff, .own:
      return nil
    case .tiffPyramid:
      return pyramidCommand(plain, output, compression: ["deflate"])
    case .tiffPyramidJPEG(let quality):
      return pyramidCommand(plain, output, compression: ["jpeg", "--Q", "\(quality)"])
    case .jp2(let ratio):
      let levels = resolutions(of: plain.size)
      let precincts = (1...levels).map { $0 < max(levels, 2) ? "[256,256]" : "[128,128]" }
      return Command(
        program: .opjCompress,
        arguments: [
          "-i", plain.file, "-o", output, "-n", "\(levels)", "-c",
          precincts.joined(separator: ","), "-b", "64,64", "-p", "RPCL", "-TP", "R", "-PLT",
        ] + (ratio.map { ["-r", "\($0)"] } ?? []))
    }
  }

  /// The program that makes a format's files.
  package static func encoder(of format: SourceFormat) -> ExternalProgram {
    let plain = Plain(size: PixelSize(width: 1, height: 1), channels: 1, hadTransparency: false)
    return command(for: format, of: plain)?.program ?? .vips
  }

  /// The program that makes a format's files if it is missing; nil if it is installed.
  package static func missingEncoder(of format: SourceFormat) -> ExternalProgram? {
    let program = encoder(of: format)
    return SearchPath().find(program.name) == nil ? program : nil
  }

  private static func pyramidCommand(
    _ plain: Plain, _ output: String, compression: [String]
  ) -> Command {
    Command(
      program: .vips,
      arguments: ["tiffsave", plain.file, output, "--compression"] + compression + [
        "--tile", "--pyramid", "--tile-width", "256", "--tile-height", "256", "--strip",
      ])
  }

  /// All commands that convert a source to a format, in a shell's syntax.
  package static func commandLine(for format: SourceFormat, source: String, plain: Plain) -> String
  {
    let commands =
      [uprightCommand(source: source, isGrey: plain.channels == 1)]
      + (plain.hadTransparency ? [opaqueCommand] : [])
      + [command(for: format, of: plain)].compactMap { $0 }
    return commands.map(\.line).joined(separator: " && ")
  }

  /// The layout of a format's pixels.
  package static func layout(of format: SourceFormat, size: PixelSize) -> String {
    switch format {
    case .jpeg: "whole, chroma halved"
    case .tiff: "strips"
    case .tiffPyramid, .tiffPyramidJPEG: "tiles 256x256, reduced images"
    case .jp2: "\(resolutions(of: size)) resolutions, precincts 256x256"
    case .own: "unknown"
    }
  }

  /// Resolutions of a JPEG 2000 file: 7, fewer for a small picture.
  private static func resolutions(of size: PixelSize) -> Int {
    let shorter = max(1, min(size.width, size.height))
    return min(7, Int.bitWidth - shorter.leadingZeroBitCount)
  }
}
