/// The numbers of pixels by which the sides of a valid answer may differ from the expected ones.
public struct SizeTolerance: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The difference of the width.
  public var width: ClosedRange<Int>
  /// The difference of the height.
  public var height: ClosedRange<Int>

  /// Creates a tolerance.
  public init(width: ClosedRange<Int>, height: ClosedRange<Int>) {
    self.width = width
    self.height = height
  }

  /// Creates a tolerance of both sides, the same up and down.
  public init(integerLiteral pixels: Int) {
    self.init(width: -pixels...pixels, height: -pixels...pixels)
  }

  /// The tolerance of a quarter turn.
  var turned: SizeTolerance { SizeTolerance(width: height, height: width) }

  /// Whether a size is within the tolerance of the expected one.
  package func accepts(_ size: PixelSize, expected: PixelSize) -> Bool {
    width.contains(size.width - expected.width) && height.contains(size.height - expected.height)
  }
}
