package import IIIFBench
import LoadGenerator
import Results
import Support
import Foundation
import IIIF
import Synchronization

/// Compares bodies with pictures that libvips renders from the source files of a run.
///
/// References are rendered when they are first needed and kept, up to a bound.
package actor PictureCheck {
  private let dataset: Dataset
  private let decoding = PictureDecoding()
  private var references: [Key: PictureDigest] = [:]
  private var order: [Key] = []
  private var findings: [BodyKey: Finding?] = [:]

  /// The number of kept references; each has up to about 300 KB.
  private static let keptReferences = 400
  /// The number of other pictures with which a wrong body is compared.
  private static let otherPictures = 8
  /// The number of wrong bodies of a cell that are compared with other pictures.
  private static let bodiesTriedOnOthers = 3

  private struct Key: Hashable {
    var picture: ExpectedPicture
    var format: SourceFormat
    var placement: ReferenceRendering.Placement
  }

  private struct BodyKey: Hashable {
    var picture: ExpectedPicture
    var format: SourceFormat
    var quality: Int?
    var hash: Int
  }

  /// Creates a check of answers made from the files of a dataset.
  package init(dataset: Dataset) {
    self.dataset = dataset
  }

  /// Compares the bodies of one cell.
  ///
  /// What libvips cannot render is a limitation of the report, not an error.
  ///
  /// - Parameters:
  ///   - bodies: The bodies, with the requests that they answer.
  ///   - format: The format of the files that the server was given.
  ///   - quality: The JPEG quality that the descriptor declares, if any.
  /// - Throws: `CancellationError`.
  package func report(
    on bodies: [KeptBody], format: SourceFormat, quality: Int?
  ) async throws -> PictureReport {
    // The files of a service's own pictures are unknown.
    let bodies = format == .own ? [] : bodies.filter { $0.picture.request.format != .pdf }
    let outcomes = Mutex([Outcome?](repeating: nil, count: bodies.count))
    try await forEachConcurrently(Array(bodies.indices)) { [self] index in
      let outcome = try await outcome(of: bodies[index], format: format, quality: quality)
      outcomes.withLock { $0[index] = outcome }
    }
    var report = PictureReport()
    var triedOnOthers = 0
    for (body, outcome) in zip(bodies, outcomes.withLock { $0 }) {
      switch outcome {
      case nil: break
      case .limitation(let text): report.note(limitation: text)
      case .compared(var finding):
        report.compared += 1
        if finding?.problem == .wrongPixels, triedOnOthers < Self.bodiesTriedOnOthers {
          triedOnOthers += 1
          finding = await otherPicture(in: body, format: format) ?? finding
        }
        if let finding = finding ?? qualityFinding(in: body, declared: quality) {
          report.note(finding.example(for: body))
        }
      }
    }
    return report
  }

  /// The outcome of the comparison of one body.
  private enum Outcome: Sendable {
    case compared(Finding?)
    case limitation(String)
  }

  /// Compares equal bytes once, because servers mostly send the same in every block and load.
  private func outcome(
    of body: KeptBody, format: SourceFormat, quality: Int?
  ) async throws -> Outcome {
    let key = BodyKey(
      picture: body.picture, format: format, quality: quality, hash: body.bytes.hashValue)
    if let finding = findings[key] { return .compared(finding) }
    do {
      let finding = try await finding(in: body, format: format, quality: quality)
      findings[key] = .some(finding)
      return .compared(finding)
    } catch let error as CancellationError {
      throw error
    } catch let error as CocoaError {
      return .limitation(systemMessage(of: error))
    } catch {
      return .limitation("\(error)")
    }
  }

  /// The problem of a body.
  private struct Finding: Sendable {
    var problem: PictureProblem
    var expected: String?
    var found: String

    func example(for body: KeptBody) -> ErrorExample {
      ErrorExample(
        kind: problem.kind, url: body.url, picture: body.picture.image.name, time: body.time,
        expected: expected ?? body.picture.text, found: found)
    }
  }

  private func finding(
    in body: KeptBody, format: SourceFormat, quality: Int?
  ) async throws -> Finding? {
    let expectation = PictureExpectation(body.picture)
    var placements = ReferenceRendering.placements(of: body.picture.request)[...]
    var last: Finding?
    var hasSearched = false
    while let placement = placements.popFirst() {
      let reference = try await reference(
        Key(picture: body.picture, format: format, placement: placement))
      guard
        let answer = try await decoding.digest(of: body, view: expectation.view, like: reference)
      else {
        return Finding(problem: .undecodable, found: "an image that libvips cannot decode")
      }
      guard let finding = expectation.finding(in: answer, reference: reference) else {
        return try await squaresFinding(in: body, placement: placement)
      }
      if finding.problem == .wrongPixels, body.picture.request.format == .jpg,
        try await isLossOfEncoding(answer, of: body, format: format, declared: quality)
      {
        return nil
      }
      last = last ?? Finding(problem: finding.problem, found: finding.found)
      if placements.isEmpty, body.picture.request.region == .square, !hasSearched {
        hasSearched = true
        placements = [.offset(try await squareOffset(of: answer, in: body, format: format))]
      }
    }
    return last
  }

  /// The place of a square that is neither in the middle nor at an end.
  private func squareOffset(
    of answer: PictureDigest, in body: KeptBody, format: SourceFormat
  ) async throws -> Int {
    let (image, request) = (body.picture.image.size, body.picture.request)
    let extent = request.region.extent(of: image)
    let scale = Double(request.size.result(of: extent).width) / Double(max(1, extent.width))
    let whole = ExpectedPicture(
      request: ImageRequest(size: scale == 1 ? Size(.full) : Size(.percent(100 * scale))),
      image: body.picture.image)
    let reference = try await reference(Key(picture: whole, format: format, placement: .middle))
    return SquarePlacement(in: reference.reduced).offset(of: answer.reduced, in: image)
  }

  /// Whether an answer differs from the reference no more than the reference's own JPEG does.
  ///
  /// JPEG loses much of a small noisy region, so that a limit for all pictures would be wrong.
  private func isLossOfEncoding(
    _ answer: PictureDigest, of body: KeptBody, format: SourceFormat, declared: Int?
  ) async throws -> Bool {
    guard let quality = declared ?? body.jpegQuality,
      let rendering = rendering(
        Key(picture: body.picture, format: format, placement: .middle))
    else { return false }
    let expectation = PictureExpectation(body.picture)
    let reference = try await reference(
      Key(picture: body.picture, format: format, placement: .middle))
    let encoded = try await decoding.digest(
      of: rendering, view: expectation.view, encodedAt: quality, like: reference)
    return expectation.isAsClose(answer, as: encoded, to: reference)
  }

  /// Judges a picture of coloured squares by its colours; nil for other pictures.
  private func squaresFinding(
    in body: KeptBody, placement: ReferenceRendering.Placement
  ) async throws -> Finding? {
    guard let picture = ColouredSquares.all.first(where: { $0.datasetName == dataset.name }),
      let raster = try await decoding.raster(of: body),
      let squares = SquareColours(
        body.picture.request, of: picture, size: raster.size, placement: placement)
    else { return nil }
    return squares.finding(pixel: raster.colour).map {
      Finding(problem: .wrongPixels, found: $0)
    }
  }

  /// Checks whether a wrong body shows another picture of the run.
  private func otherPicture(in body: KeptBody, format: SourceFormat) async -> Finding? {
    let size = body.picture.request.resultSize(of: body.picture.image.size)
    let others = dataset.images.filter { image in
      image != body.picture.image && body.picture.request.resultSize(of: image.size) == size
        && dataset.files.contains { $0.image == image.name && $0.format == format }
    }
    for image in others.prefix(Self.otherPictures) {
      let other = ExpectedPicture(request: body.picture.request, image: image)
      let expectation = PictureExpectation(other)
      let key = Key(picture: other, format: format, placement: .middle)
      if let reference = try? await reference(key),
        let answer = try? await decoding.digest(of: body, view: expectation.view, like: reference),
        expectation.matches(answer, like: reference)
      {
        return Finding(problem: .otherImage, found: other.text)
      }
    }
    return nil
  }

  private func qualityFinding(in body: KeptBody, declared: Int?) -> Finding? {
    guard let declared, let quality = body.jpegQuality,
      abs(quality - declared) > PictureExpectation.qualityTolerance
    else { return nil }
    return Finding(
      problem: .wrongQuality, expected: "JPEG of quality \(declared), as the descriptor declares",
      found: "JPEG of quality \(quality)")
  }

  private func reference(_ key: Key) async throws -> PictureDigest {
    if let reference = references[key] { return reference }
    guard let rendering = rendering(key) else {
      throw MissingFormat(image: key.picture.image.name, format: key.format)
    }
    let reference = try await decoding.digest(
      of: rendering, view: PictureExpectation(key.picture).view)
    references[key] = reference
    order.append(key)
    if order.count > Self.keptReferences { references[order.removeFirst()] = nil }
    return reference
  }

  /// The rendering of a reference; nil if the picture has no file in the format.
  private func rendering(_ key: Key) -> ReferenceRendering? {
    dataset.files.first { $0.image == key.picture.image.name && $0.format == key.format }.map {
      ReferenceRendering(
        key.picture, file: dataset.root.appending(path: $0.path).path(percentEncoded: false),
        placement: key.placement)
    }
  }
}

extension ExpectedPicture {
  /// The description of the picture.
  package var text: String {
    let path = request.path(fullToken: .max)
    return "\(path) of '\(image.name)'"
  }
}
