package import Results
package import IIIF
package import ImageHeaders

extension AnswerTraits {
  /// The traits of an answer whose header was read; nil if its kind is unknown.
  package init?(_ report: ImageReport, expected size: PixelSize, isPassedThrough: Bool) {
    guard let kind = report.kind else { return nil }
    self.init(
      mediaType: kind.mediaType, components: report.components, bitDepth: report.bitDepth,
      jpegQuality: report.estimatedQuality, subsampling: report.subsampling?.description,
      isProgressive: report.isProgressive, hasColourProfile: report.hasColourProfile,
      hasEXIF: report.hasEXIF, isPassedThrough: isPassedThrough,
      extraWidth: (report.width ?? size.width) - size.width,
      extraHeight: (report.height ?? size.height) - size.height)
  }
}
