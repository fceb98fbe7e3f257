/// The parsed path of a request to an image server (Image API 2.1 §2, 3.0 §2):
/// `{prefix}/{identifier}/{region}/{size}/{rotation}/{quality}.{format}` or
/// `{prefix}/{identifier}/info.json`.
public struct RequestPath: Hashable, Sendable {
  /// The requested resource.
  public enum Target: Hashable, Sendable {
    /// The image information.
    case information
    /// An image.
    case image(ImageRequest)
  }

  /// Prefix and identifier, percent-decoded, without the leading slash.
  ///
  /// The path alone does not determine where the prefix ends.
  public var base: String
  /// The requested resource.
  public var target: Target

  /// Parses a percent-encoded path that starts with a slash; nil if it is not a request of the Image
  /// API.
  public init?(_ path: some StringProtocol) {
    let encoded = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    let segments = encoded.compactMap { percentDecoded($0) }
    guard path.hasPrefix("/"), segments.count == encoded.count, segments.count > 1 else {
      return nil
    }
    let count = segments.count
    if segments[count - 1] == "info.json" {
      target = .information
      base = segments.dropLast().joined(separator: "/")
    } else {
      guard count > 4,
        let request = ImageRequest(
          region: segments[count - 4], size: segments[count - 3], rotation: segments[count - 2],
          qualityAndFormat: segments[count - 1])
      else { return nil }
      target = .image(request)
      base = segments.dropLast(4).joined(separator: "/")
    }
    if base.allSatisfy({ $0 == "/" }) { return nil }
  }
}
