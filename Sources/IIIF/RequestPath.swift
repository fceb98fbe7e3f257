/// The path of a request to an image server, taken apart (Image API 2.1 §2, 3.0 §2):
/// `{prefix}/{identifier}/{region}/{size}/{rotation}/{quality}.{format}` or
/// `{prefix}/{identifier}/info.json`.
public struct RequestPath: Hashable, Sendable {
  /// What is asked for.
  public enum Target: Hashable, Sendable {
    /// The image information.
    case information
    /// An image.
    case image(ImageRequest)
  }

  /// Prefix and identifier, percent-decoded, without the slash at the beginning.
  ///
  /// Where the prefix ends cannot be told from the path alone.
  public var base: String
  /// What is asked for.
  public var target: Target

  /// Takes apart a path that begins with a slash and is percent-encoded as it was sent; nil when it
  /// is no request of the Image API.
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
