package import IIIF

/// What a server cannot do with the files of one source family.
package struct SourceLimits: Codable, Hashable, Sendable {
  /// The family.
  package var family: SourceFamily
  /// Features that the server has, but not for these files.
  package var lacks: Set<Feature>
  /// Whether it reads such files with JPEG compression inside.
  package var readsJPEGCompression: Bool
  /// The maximum number of pixels of a picture that it reads; nil without a limit.
  package var maximumPixels: Int?

  /// Creates limits; without arguments there are none.
  package init(
    family: SourceFamily, lacks: Set<Feature> = [], readsJPEGCompression: Bool = true,
    maximumPixels: Int? = nil
  ) {
    self.family = family
    self.lacks = lacks
    self.readsJPEGCompression = readsJPEGCompression
    self.maximumPixels = maximumPixels
  }

  /// Why a format cannot be read; nil if it can.
  package func refusal(of format: SourceFormat) -> String? {
    guard case .tiffPyramidJPEG = format, !readsJPEGCompression else { return nil }
    return "does not read \(family.rawValue) with JPEG compression"
  }
}

extension ServerDescriptor {
  /// The limits for the files of a family; nil without any.
  package func limits(of family: SourceFamily) -> SourceLimits? {
    sourceLimits?.first { $0.family == family }
  }
}
