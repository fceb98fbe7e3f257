package import ChildProcess
package import IIIFBench
package import IIIF
import Support

/// The commands that turn a picture into a source format, as a pure function of the format and size.
///
/// A picture is first made plain: 8 bits a channel, grey or sRGB, without transparency, upright,
/// first page only, without metadata that a server might act upon. Every format is made from that
/// one file, so that all servers have the same pixels whatever format they read.
package enum ConversionRecipe {
  /// A command as program and arguments.
  package struct Command: Hashable, Sendable {
    package var program: ExternalProgram
    package var arguments: [String]

    /// The command as a shell would take it.
    package var line: String { ShellCommand.text(of: [program.name] + arguments) }
  }

  /// What a picture is once it has been made plain.
  package struct Plain: Hashable, Sendable {
    /// Its size, upright.
    package var size: PixelSize
    /// Its channels, without transparency: 1 is grey, 3 is sRGB.
    package var channels: Int
    /// Whether the source had transparency, which was laid on white.
    package var hadTransparency: Bool

    /// The file that holds it.
    package var file: String {
      hadTransparency ? ConversionRecipe.opaque : ConversionRecipe.upright
    }
  }

  /// The file that holds the picture upright and in plain colours.
  package static let upright = "upright.tif"
  private static let opaque = "opaque.tif"

  /// The command that makes a source upright and converts its colours, into ``upright``.
  package static func uprightCommand(source: String, isGrey: Bool) -> Command {
    // No picture reaches the bounds: `down` then changes no size. The profile to import is that of
    // pictures without one of their own; without it libvips shifts their colours.
    Command(
      program: .vips,
      arguments: [
        "thumbnail", source, "\(upright)[strip]", "1000000", "--height", "1000000", "--size",
        "down",
        "--fail-on", "error",
      ] + (isGrey ? [] : ["--import-profile", "srgb", "--export-profile", "srgb"]))
  }

  /// The command that lays an upright picture with transparency on white.
  package static let opaqueCommand = Command(
    program: .vips, arguments: ["flatten", upright, "\(opaque)[strip]", "--background", "255"])

  /// The command that makes a format's file from a plain picture; nil when that file is it.
  package static func command(for format: SourceFormat, of plain: Plain) -> Command? {
    let output = "result.\(format.fileExtension)"
    switch format {
    case .jpeg(let quality):
      // Subsampling is fixed: libvips' own choice changes at quality 90, and with it the work.
      return Command(
        program: .vips,
        arguments: [
          "jpegsave", plain.file, output, "--Q", "\(quality)", "--subsample-mode", "on", "--strip",
        ])
    case .tiff:
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

  /// The program that makes a format's files, where it is not installed; nil where it is.
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

  /// All commands that make a format's file from a source, as a shell would take them.
  package static func commandLine(for format: SourceFormat, source: String, plain: Plain) -> String
  {
    let commands =
      [uprightCommand(source: source, isGrey: plain.channels == 1)]
      + (plain.hadTransparency ? [opaqueCommand] : [])
      + [command(for: format, of: plain)].compactMap { $0 }
    return commands.map(\.line).joined(separator: " && ")
  }

  /// How a format's pixels lie in its file.
  package static func layout(of format: SourceFormat, size: PixelSize) -> String {
    switch format {
    case .jpeg: "whole, chroma halved"
    case .tiff: "strips"
    case .tiffPyramid, .tiffPyramidJPEG: "tiles 256x256, reduced images"
    case .jp2: "\(resolutions(of: size)) resolutions, precincts 256x256"
    }
  }

  /// Resolutions of a JPEG 2000 file: 7, or as many as a small picture can be halved.
  private static func resolutions(of size: PixelSize) -> Int {
    let shorter = max(1, min(size.width, size.height))
    return min(7, Int.bitWidth - shorter.leadingZeroBitCount)
  }
}
