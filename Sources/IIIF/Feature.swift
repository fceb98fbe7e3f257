/// A capability that a server can claim in `info.json`, by the specification's own names.
///
/// The names are those of Image API 3.0 §5.7. Names that differ in 2.x are mapped when `info.json`
/// is read.
public enum Feature: String, Codable, Sendable, CaseIterable {
  /// The base URI redirects to the image information.
  case baseUriRedirect
  /// A `Link` header gives the canonical URI.
  case canonicalLinkHeader
  /// Every answer has `Access-Control-Allow-Origin: *`.
  case cors
  /// The image information is available as `application/ld+json`.
  case jsonldMediaType
  /// Mirroring with `!n`.
  case mirroring
  /// A `Link` header gives the compliance level.
  case profileLinkHeader
  /// Regions in percent.
  case regionByPct
  /// Regions in pixels.
  case regionByPx
  /// The region `square`.
  case regionSquare
  /// Rotation by any angle.
  case rotationArbitrary
  /// Rotation by multiples of 90 degrees.
  case rotationBy90s
  /// `!w,h`.
  case sizeByConfinedWh
  /// `,h`.
  case sizeByH
  /// `pct:n`.
  case sizeByPct
  /// `w,`.
  case sizeByW
  /// `w,h`.
  case sizeByWh
  /// Sizes larger than the region.
  case sizeUpscaling
  /// The quality `color`.
  case qualityColor
  /// The quality `gray`.
  case qualityGray
  /// The quality `bitonal`.
  case qualityBitonal
  /// Answers as PNG.
  case formatPng
  /// Answers as WebP.
  case formatWebp
  /// Answers as TIFF.
  case formatTif
  /// Answers as GIF.
  case formatGif
  /// Answers as JPEG 2000.
  case formatJp2
  /// Answers as PDF.
  case formatPdf
}

/// A named set of features that a server promises (Image API compliance documents).
public enum ComplianceLevel: Int, Codable, Sendable, CaseIterable, Comparable {
  /// Level 0: the full image only.
  case level0 = 0
  /// Level 1: pixel regions and sizes by width or height.
  case level1 = 1
  /// Level 2: what zooming viewers and most clients use.
  case level2 = 2

  /// Orders levels from the fewest to the most required features.
  public static func < (left: ComplianceLevel, right: ComplianceLevel) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The features that the level requires in a version of the Image API.
  ///
  /// From the tables of `compliance` 2.0, 2.1 and 3.0; `cors` and the rest of the HTTP features
  /// are required from level 1 on.
  package func features(in version: APIVersion) -> Set<Feature> {
    var features: Set<Feature> = []
    if self >= .level1 {
      features.formUnion([
        .baseUriRedirect, .cors, .jsonldMediaType, .regionByPx, .sizeByW, .sizeByH,
      ])
      if version.major == 2 {
        features.insert(.sizeByPct)
      } else {
        features.formUnion([.regionSquare, .sizeByWh])
      }
    }
    if self >= .level2 {
      features.formUnion([
        .regionByPct, .sizeByPct, .sizeByConfinedWh, .sizeByWh, .rotationBy90s, .qualityColor,
        .qualityGray, .formatPng,
      ])
      if version.major == 2 { features.insert(.qualityBitonal) }
    }
    return features
  }
}
