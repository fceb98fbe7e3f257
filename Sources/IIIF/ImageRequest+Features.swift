extension ImageRequest {
  /// The features that the request needs, except upscaling, which depends on the image (Image API 2.1
  /// §5.3, 3.0 §5.7).
  public var features: Set<Feature> {
    var features: Set<Feature> = []
    switch region {
    case .full: break
    case .square: features.insert(.regionSquare)
    case .pixels: features.insert(.regionByPx)
    case .percent: features.insert(.regionByPct)
    }
    switch size.form {
    case .full: break
    case .width: features.insert(.sizeByW)
    case .height: features.insert(.sizeByH)
    case .percent: features.insert(.sizeByPct)
    case .exact: features.insert(.sizeByWh)
    case .within: features.insert(.sizeByConfinedWh)
    }
    let degrees = rotation.degrees.truncatingRemainder(dividingBy: 360)
    if degrees != 0 {
      features.insert(
        degrees.truncatingRemainder(dividingBy: 90) == 0 ? .rotationBy90s : .rotationArbitrary)
    }
    if rotation.mirrored { features.insert(.mirroring) }
    features.formUnion([quality.feature, format.feature].compactMap { $0 })
    return features
  }

  /// Whether the answer is wider or higher than the region that it shows.
  public func enlarges(_ image: PixelSize) -> Bool {
    let extent = region.extent(of: image)
    let result = size.result(of: extent)
    return result.width > extent.width || result.height > extent.height
  }
}
