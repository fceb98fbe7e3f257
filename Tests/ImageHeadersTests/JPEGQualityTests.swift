import ImageHeaders
import Testing

@Suite("Estimation of the quality of a JPEG") struct JPEGQualityTests {
  @Test(
    "It is within 1 of the setting of libvips",
    .enabled(if: JPEGEncoder.libvips.isInstalled, "libvips-tools is missing"))
  func libvips() throws { try check(.libvips) }

  @Test(
    "It is within 1 of the setting of libjpeg-turbo",
    .enabled(if: JPEGEncoder.libjpegTurbo.isInstalled, "libjpeg-turbo-progs is missing"))
  func libjpegTurbo() throws { try check(.libjpegTurbo) }

  @Test(
    "It is within 1 of the setting of ImageMagick",
    .enabled(if: JPEGEncoder.imageMagick.isInstalled, "imagemagick is missing"))
  func imageMagick() throws { try check(.imageMagick) }

  @Test(
    "It is within 1 of the setting of Pillow",
    .enabled(if: JPEGEncoder.pillow.isInstalled, "the PyPI package pillow is missing"))
  func pillow() throws { try check(.pillow) }

  @Test("Tables coarser than libjpeg's have quality 1, finer ones 100")
  func extremes() {
    #expect(JPEGQuantisation(luminance: 99_999, chrominance: nil).estimatedQuality == 1)
    #expect(JPEGQuantisation(luminance: 1, chrominance: 1).estimatedQuality == 100)
  }

  private func check(_ encoder: JPEGEncoder) throws {
    for (quality, bytes) in try encoder.files(qualities: 50...100) {
      let estimate = try #require(ImageInspector.report(of: bytes).estimatedQuality)
      #expect(abs(estimate - quality) <= 1, "written at \(quality), taken for \(estimate)")
    }
  }
}
