extension ImageRequest {
  /// The number of pixels by which a side of a valid answer may differ from ``resultSize(of:)``.
  ///
  /// The specification leaves rounding to the server. A rounded side may differ by one pixel, the
  /// bounding box of a slanted image, which is rounded twice, by two. Without rounding the tolerance
  /// is 0.
  package func sizeTolerance(of image: PixelSize) -> Int {
    let isSlanted = rotation.degrees.truncatingRemainder(dividingBy: 90) != 0
    if isSlanted { return 2 }
    if case .exact = size.form { return 0 }
    let isExact =
      region.hasWholeExtent(of: image) && size.hasWholeResult(of: region.extent(of: image))
    return isExact ? 0 : 1
  }
}

extension Region {
  /// Whether the region's sides are whole numbers of pixels before rounding.
  fileprivate func hasWholeExtent(of image: PixelSize) -> Bool {
    guard case .percent(let x, let y, let width, let height) = self else { return true }
    return [
      x * Double(image.width), width * Double(image.width), y * Double(image.height),
      height * Double(image.height),
    ].allSatisfy { $0.truncatingRemainder(dividingBy: 100) == 0 }
  }
}

extension Size {
  /// Whether both sides of the answer are whole numbers of pixels before rounding.
  fileprivate func hasWholeResult(of region: PixelSize) -> Bool {
    guard region.area > 0 else { return true }
    switch form {
    case .full, .exact: return true
    case .width(let width): return (region.height * width).isMultiple(of: region.width)
    case .height(let height): return (region.width * height).isMultiple(of: region.height)
    case .percent(let percent):
      return [region.width, region.height].allSatisfy {
        (Double($0) * percent).truncatingRemainder(dividingBy: 100) == 0
      }
    case .within(let width, let height):
      let isUnchanged = !upscales && width >= region.width && height >= region.height
      // The side that fills the box is exact; the other one is exact if the ratio is.
      return isUnchanged
        || (width * region.height <= height * region.width
          ? (region.height * width).isMultiple(of: region.width)
          : (region.width * height).isMultiple(of: region.height))
    }
  }
}
