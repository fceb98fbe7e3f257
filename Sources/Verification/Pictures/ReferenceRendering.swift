package import IIIFBench
package import IIIF

/// The libvips commands that render a request from a source file, a pure function of the request
/// and the picture's size.
///
/// Colours are unchanged: grey and bitonal answers are judged by lightness.
package struct ReferenceRendering: Hashable, Sendable {
  /// The place of a region that the specification leaves to the server.
  package enum Placement: Hashable, Sendable {
    case middle, start, end
    /// The distance from the start of the longer side in pixels.
    case offset(Int)
  }

  /// Arguments of `vips`, in order; the last command writes ``output``.
  package let commands: [[String]]
  /// The file of the finished picture.
  package static let output = "reference.ppm"

  /// The usual places of a request's region: several only for squares, which the server may
  /// position along the longer side (Image API 2.1 §4.1, 3.0 §4.1).
  package static func placements(of request: ImageRequest) -> [Placement] {
    request.region == .square ? [.middle, .start, .end] : [.middle]
  }

  /// The commands for a picture of the given file.
  package init(_ picture: ExpectedPicture, file: String, placement: Placement = .middle) {
    let request = picture.request
    let extent = request.region.extent(of: picture.image.size)
    let size = request.size.result(of: extent)
    var steps: [[String]] = []
    if extent != picture.image.size {
      let corner = request.region.corner(in: picture.image.size, placement: placement)
      steps.append(["crop", "\(corner.x)", "\(corner.y)", "\(extent.width)", "\(extent.height)"])
    }
    if size != extent {
      steps.append(["thumbnail", "\(size.width)", "--height", "\(size.height)", "--size", "force"])
    }
    if request.rotation.mirrored { steps.append(["flip", "horizontal"]) }
    let degrees = request.rotation.degrees.truncatingRemainder(dividingBy: 360)
    if degrees.truncatingRemainder(dividingBy: 90) != 0 {
      steps.append(["rotate", "\(degrees)", "--background", "255"])
    } else if degrees != 0 {
      steps.append(["rot", "d\(Int(degrees))"])
    }
    if steps.isEmpty { steps = [["copy"]] }
    var input = file
    commands = steps.enumerated().map { index, step in
      let result = index == steps.count - 1 ? Self.output : "step-\(index).v"
      defer { input = result }
      return [step[0], input, result] + step.dropFirst()
    }
  }
}

extension Region {
  /// The upper left corner of the region on an image of the given size.
  package func corner(
    in image: PixelSize, placement: ReferenceRendering.Placement
  ) -> (x: Int, y: Int) {
    switch self {
    case .full: return (0, 0)
    case .pixels(let x, let y, _, _): return (x, y)
    case .percent(let x, let y, _, _):
      let extent = extent(of: image)
      let left = Int((x * Double(image.width) / 100).rounded())
      let top = Int((y * Double(image.height) / 100).rounded())
      return (min(left, image.width - extent.width), min(top, image.height - extent.height))
    case .square:
      let extent = extent(of: image)
      let (right, bottom) = (image.width - extent.width, image.height - extent.height)
      return switch placement {
      case .start: (0, 0)
      case .middle: (right / 2, bottom / 2)
      case .end: (right, bottom)
      case .offset(let distance): (min(distance, right), min(distance, bottom))
      }
    }
  }
}
