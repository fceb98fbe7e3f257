package import IIIFBench
import Foundation
import IIIF

/// The comparison of an answer with its reference, and its limits.
///
/// The limits separate the effects of encoders and resamplers from other pictures. They were
/// measured on pages with text and drawings against libvips' rendering. Pixel for pixel, JPEG of
/// quality 20 has a similarity of 0.9 and a relative error of 0.05; another region has at most 0.6
/// and at least 1. Scaled answers are compared at a quarter of their size, where even a
/// nearest-neighbour resampler (1:20) has 0.56 and 0.4; another page or a wrong rotation has an
/// error of 1.2 and more.
package struct PictureExpectation: Sendable {
  private let request: ImageRequest
  /// Whether the answer has the source's own pixels, so that not even a row may be missing.
  private let isPixelForPixel: Bool
  /// The compared parts of both pictures.
  package let view: PictureDigest.View

  /// The tolerance of a JPEG's quality: greater than the error of the estimate, less than what
  /// changes a server's work noticeably.
  package static let qualityTolerance = 5
  private static let equalPSNR = 34.0
  private static let blankDeviation = 2.0
  private static let minimumColour = 6.0
  /// The greatest difference between encoders at the same quality, in decibels.
  private static let encoderSpread = 1.5

  /// The comparison for answers to a request.
  package init(_ picture: ExpectedPicture) {
    request = picture.request
    let extent = request.region.extent(of: picture.image.size)
    let turned = request.rotation.degrees.truncatingRemainder(dividingBy: 90) != 0
    let isScaled = request.size.result(of: extent) != extent || turned
    let hasWholeRegion =
      switch request.region {
      case .full, .pixels: true
      case .square, .percent: false
      }
    isPixelForPixel = !isScaled && hasWholeRegion && request.quality != .bitonal
    let result = picture.request.resultSize(of: picture.image.size)
    let longer = max(result.width, result.height)
    view = PictureDigest.View(
      longerSide: isScaled || request.format == .gif ? max(24, min(256, longer / 4)) : 256,
      middle: turned ? Self.middle(of: request.size.result(of: extent)) : nil,
      hasWindows: isPixelForPixel)
  }

  /// The side of the central square without background in a rotated picture, in pixels.
  ///
  /// It does not depend on the canvas, which may be larger than the bounding box.
  private static func middle(of size: PixelSize) -> Int {
    max(1, Int(Double(min(size.width, size.height)) / 2.0.squareRoot()))
  }

  /// The problem of an answer with its description; nil for a valid one.
  package func finding(
    in answer: PictureDigest, reference: PictureDigest
  ) -> (problem: PictureProblem, found: String)? {
    let measures = measures(of: answer.reduced, to: reference.reduced)
    let (mine, theirs) = (answer.reduced, reference.reduced)
    if Moments(mine.lightness).deviation < Self.blankDeviation,
      Moments(theirs.lightness).deviation > 3 * Self.blankDeviation, !isBlankWhenBitonal(theirs)
    {
      return (.blank, "one colour all over")
    }
    if let finding = colourFinding(in: mine, reference: theirs) { return finding }
    if let finding = moveFinding(in: answer, reference: reference) { return finding }
    if matches(measures, answer: answer, reference: reference) { return nil }
    return turnFinding(in: mine, reference: theirs)
      ?? (.wrongPixels, "another picture (\(measures.text))")
  }

  /// Whether an answer shows the same as the reference.
  package func matches(_ answer: PictureDigest, like reference: PictureDigest) -> Bool {
    matches(
      measures(of: answer.reduced, to: reference.reduced), answer: answer, reference: reference)
  }

  /// Whether an answer is about as close to the reference as another encoding of the reference.
  package func isAsClose(
    _ answer: PictureDigest, as encoded: PictureDigest, to reference: PictureDigest
  ) -> Bool {
    let mine = measures(of: answer.reduced, to: reference.reduced)
    let encoders = measures(of: encoded.reduced, to: reference.reduced)
    return answer.size == reference.size && mine.meanDifference < 16
      && mine.psnr >= encoders.psnr - Self.encoderSpread
  }

  private func measures(
    of picture: ReducedPicture, to reference: ReducedPicture
  ) -> PictureMeasures {
    PictureMeasures(
      of: picture, to: reference,
      inColour: request.quality == .default || request.quality == .color)
  }

  private func matches(
    _ measures: PictureMeasures, answer: PictureDigest, reference: PictureDigest
  ) -> Bool {
    switch request.quality {
    case .bitonal:
      // The server chooses channel, threshold and dithering.
      return answer.extremeShare > 0.5
        && (measures.correlation > 0.3 || isBlankWhenBitonal(reference.reduced)
          || BitonalStructure(of: reference.reduced).matches(answer.reduced))
    case .gray:
      return measures.meanDifference < 32 && hasStructure(measures, isExact: isPixelForPixel)
    case .default, .color:
      return measures.meanDifference < 16 && hasStructure(measures, isExact: isPixelForPixel)
    }
  }

  private func hasStructure(_ measures: PictureMeasures, isExact: Bool) -> Bool {
    if measures.psnr >= Self.equalPSNR { return true }
    return isExact && request.format != .gif
      ? measures.similarity >= 0.8 && measures.relativeError <= 0.3
      : measures.similarity >= 0.4 && measures.relativeError <= 0.7
  }

  /// Whether hardly anything of the picture is left at a usual threshold.
  private func isBlankWhenBitonal(_ reference: ReducedPicture) -> Bool {
    guard request.quality == .bitonal else { return false }
    let lightness = reference.lightness
    let bright = Double(lightness.count { $0 > 128 }) / Double(max(1, lightness.count))
    return bright > 0.95 || bright < 0.05
  }

  private func colourFinding(
    in answer: ReducedPicture, reference: ReducedPicture
  ) -> (problem: PictureProblem, found: String)? {
    let (mine, theirs) = (answer.colourfulness, reference.colourfulness)
    guard theirs >= Self.minimumColour else { return nil }
    switch request.quality {
    case .default, .color:
      return mine < 0.25 * theirs ? (.wrongColour, "shades of grey") : nil
    case .gray, .bitonal:
      return mine > 0.5 * theirs ? (.wrongColour, "a picture in colour") : nil
    }
  }

  private func turnFinding(
    in answer: ReducedPicture, reference: ReducedPicture
  ) -> (problem: PictureProblem, found: String)? {
    for turn in ReducedPicture.Turn.allCases where turn != .none {
      let turned = reference.turned(turn)
      guard turned.width == answer.width, turned.height == answer.height else { continue }
      let measures = measures(of: answer, to: turned)
      if measures.meanDifference < 16, hasStructure(measures, isExact: false) {
        return (.wrongRotation, "the expected picture, but \(turn.text)")
      }
    }
    return nil
  }

  /// Checks whether the windows match better if they are shifted by a pixel.
  private func moveFinding(
    in answer: PictureDigest, reference: PictureDigest
  ) -> (problem: PictureProblem, found: String)? {
    guard isPixelForPixel, answer.size == reference.size,
      let move = WindowShift(of: answer.windows, to: reference.windows)
    else { return nil }
    return (.moved, "the expected picture, but \(move.text)")
  }
}

extension Moments {
  /// The standard deviation.
  fileprivate var deviation: Double { variance.squareRoot() }
}

extension PictureMeasures {
  /// The figures as text.
  fileprivate var text: String {
    func fixed(_ value: Double, _ digits: Int) -> String {
      value.formatted(.number.precision(.fractionLength(digits)).locale(.init(identifier: "C")))
    }
    return "PSNR \(fixed(psnr, 1)) dB, similarity \(fixed(similarity, 2)), "
      + "mean off by \(fixed(meanDifference, 0))"
  }
}
