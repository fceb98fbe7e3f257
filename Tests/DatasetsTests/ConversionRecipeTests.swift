@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Commands of a conversion")
struct ConversionRecipeTests {
  private let upright =
    "vips thumbnail 'a b.png' 'upright.tif[strip]' 1000000 --height 1000000 --size down "
    + "--fail-on error --import-profile srgb --export-profile srgb"

  private func line(_ name: String, size: PixelSize, transparent: Bool = false) throws -> String {
    ConversionRecipe.commandLine(
      for: try #require(SourceFormat(name: name)), source: "a b.png",
      plain: .init(size: size, channels: 3, hadTransparency: transparent))
  }

  @Test(
    "A format's commands are recorded in a shell's syntax",
    arguments: [
      ("jpeg-q90", " && vips jpegsave upright.tif result.jpg --Q 90 --subsample-mode on --strip"),
      ("tiff", ""),
      (
        "tiff-pyramid",
        " && vips tiffsave upright.tif result.tif --compression deflate --tile --pyramid "
          + "--tile-width 256 --tile-height 256 --strip"
      ),
      (
        "jp2",
        " && opj_compress -i upright.tif -o result.jp2 -n 7 -c '[256,256],[256,256],[256,256],"
          + "[256,256],[256,256],[256,256],[128,128]' -b 64,64 -p RPCL -TP R -PLT"
      ),
      (
        "jp2-10x",
        " && opj_compress -i upright.tif -o result.jp2 -n 7 -c '[256,256],[256,256],[256,256],"
          + "[256,256],[256,256],[256,256],[128,128]' -b 64,64 -p RPCL -TP R -PLT -r 10"
      ),
    ])
  func commands(format: String, rest: String) throws {
    #expect(try line(format, size: PixelSize(width: 2000, height: 3000)) == upright + rest)
  }

  @Test("Transparency is flattened onto white first")
  func transparency() throws {
    #expect(
      try line("jpeg-q75", size: PixelSize(width: 9, height: 9), transparent: true) == upright
        + " && vips flatten upright.tif 'opaque.tif[strip]' --background 255"
        + " && vips jpegsave opaque.tif result.jpg --Q 75 --subsample-mode on --strip")
  }

  @Test("Grey is not converted to colour")
  func grey() throws {
    #expect(
      ConversionRecipe.commandLine(
        for: .tiff, source: "it's.jpg",
        plain: .init(
          size: PixelSize(width: 9, height: 9), channels: 1, hadTransparency: false))
        == "vips thumbnail 'it'\\''s.jpg' 'upright.tif[strip]' 1000000 --height 1000000 --size down "
        + "--fail-on error")
  }

  @Test("A small picture gets fewer resolutions")
  func resolutions() throws {
    #expect(
      try line("jp2", size: PixelSize(width: 500, height: 5)) == upright
        + " && opj_compress -i upright.tif -o result.jp2 -n 3 -c '[256,256],[256,256],[128,128]' "
        + "-b 64,64 -p RPCL -TP R -PLT")
  }
}
