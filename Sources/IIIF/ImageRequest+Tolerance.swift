extension ImageRequest {
  /// The numbers of pixels by which the sides of a valid answer may differ from ``resultSize(of:)``.
  ///
  /// The specification leaves rounding to the server. A side that is computed may differ by one pixel
  /// if it is not a whole number before rounding; a side that the request gives is exact (2.1 §4.2:
  /// "exactly equal to w", 3.0 §4.2). A slanted image is rounded twice, so that its bounding box may be
  /// smaller by two; a larger canvas holds the image as well.
  package func sizeTolerance(of image: PixelSize) -> SizeTolerance {
    let isQuarter = rotation.degrees.truncatingRemainder(dividingBy: 90) == 0
    guard isQuarter else {
      let box = resultSize(of: image)
      return SizeTolerance(width: -2...max(2, box.width), height: -2...max(2, box.height))
    }
    let (width, height) = computedSides(of: image)
    let tolerance = SizeTolerance(
      width: width ? -1...1 : 0...0, height: height ? -1...1 : 0...0)
    let isOdd = !rotation.degrees.truncatingRemainder(dividingBy: 180).isZero
    return isOdd ? tolerance.turned : tolerance
  }

  /// Which sides of the upright answer are rounded.
  private func computedSides(of image: PixelSize) -> (width: Bool, height: Bool) {
    let extent = region.extent(of: image)
    let rounded = region.roundedSides(of: image)
    guard extent.area > 0 else { return rounded }
    /// Whether a side that follows from the ratio of the region's sides is rounded.
    func follows(_ length: Int, _ given: Int, over side: Int) -> Bool {
      rounded.width || rounded.height || !(length * given).isMultiple(of: side)
    }
    switch size.form {
    case .full: return rounded
    case .exact: return (false, false)
    case .width(let width): return (false, follows(extent.height, width, over: extent.width))
    case .height(let height): return (follows(extent.width, height, over: extent.height), false)
    case .percent(let percent):
      func isRounded(_ side: Int) -> Bool {
        !(Double(side) * percent).truncatingRemainder(dividingBy: 100).isZero
      }
      return (
        rounded.width || isRounded(extent.width), rounded.height || isRounded(extent.height)
      )
    case .within(let width, let height):
      if !size.upscales, width >= extent.width, height >= extent.height { return rounded }
      // The side that fills the box is exact.
      return width * extent.height <= height * extent.width
        ? (false, follows(extent.height, width, over: extent.width))
        : (follows(extent.width, height, over: extent.height), false)
    }
  }
}

extension Region {
  /// Which of the region's sides are rounded to whole pixels.
  fileprivate func roundedSides(of image: PixelSize) -> (width: Bool, height: Bool) {
    guard case .percent(let x, let y, let width, let height) = self else { return (false, false) }
    func isRounded(_ percents: [Double], _ side: Int) -> Bool {
      percents.contains { !($0 * Double(side)).truncatingRemainder(dividingBy: 100).isZero }
    }
    return (isRounded([x, width], image.width), isRounded([y, height], image.height))
  }
}
