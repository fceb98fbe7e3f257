/// The dimensions to which a region is scaled (Image API 2.1 §4.2, 3.0 §4.2).
public struct Size: Hashable, Sendable {
  /// The forms of the size parameter.
  public enum Form: Hashable, Sendable {
    /// The size of the region, or the largest size within the server's limits.
    ///
    /// Written `full` or `max`, depending on the server; see ``FullSizeToken``.
    case full
    /// `w,`
    case width(Int)
    /// `,h`
    case height(Int)
    /// `pct:n`
    case percent(Double)
    /// `w,h`, which may change the aspect ratio.
    case exact(width: Int, height: Int)
    /// `!w,h`: the largest size within the box that keeps the aspect ratio.
    case within(width: Int, height: Int)
  }

  /// The form.
  public var form: Form
  /// Whether the request permits upscaling with the `^` of Image API 3.0.
  public var upscales: Bool

  /// Creates a size; `upscales` adds the `^` of Image API 3.0.
  public init(_ form: Form, upscales: Bool = false) {
    self.form = form
    self.upscales = upscales
  }

  /// The parameter in a request URI, with the server's keyword for full size.
  package func parameter(fullToken: FullSizeToken) -> String {
    let text =
      switch form {
      case .full: fullToken.rawValue
      case .width(let width): "\(width),"
      case .height(let height): ",\(height)"
      case .percent(let percent): "pct:\(decimal(percent))"
      case .exact(let width, let height): "\(width),\(height)"
      case .within(let width, let height): "!\(width),\(height)"
      }
    return upscales ? "^" + text : text
  }

  /// The pixel size of the answer for a region of the given size, before rotation.
  package func result(of region: PixelSize) -> PixelSize {
    switch form {
    case .full:
      return region
    case .width(let width):
      return PixelSize(width: width, height: scaled(region.height, by: width, over: region.width))
    case .height(let height):
      return PixelSize(width: scaled(region.width, by: height, over: region.height), height: height)
    case .percent(let percent):
      return PixelSize(
        width: max(1, Int((Double(region.width) * percent / 100).rounded())),
        height: max(1, Int((Double(region.height) * percent / 100).rounded())))
    case .exact(let width, let height):
      return PixelSize(width: width, height: height)
    case .within(let width, let height):
      guard region.area > 0 else { return region }
      var scale = min(
        Double(width) / Double(region.width), Double(height) / Double(region.height))
      if !upscales { scale = min(scale, 1) }
      return PixelSize(
        width: max(1, Int((Double(region.width) * scale).rounded())),
        height: max(1, Int((Double(region.height) * scale).rounded())))
    }
  }

  private func scaled(_ length: Int, by numerator: Int, over denominator: Int) -> Int {
    guard denominator > 0 else { return 0 }
    return max(1, Int((Double(length) * Double(numerator) / Double(denominator)).rounded()))
  }
}

/// A server's keyword for the full size: `full` up to 2.1, `max` from 2.1 on.
public enum FullSizeToken: String, Codable, Sendable, CaseIterable {
  /// `full`, removed in Image API 3.0.
  case full
  /// `max`, introduced in Image API 2.1.
  case max
}
