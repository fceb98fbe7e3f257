import IIIFBench
import Results
import ImageHeaders
package import LoadGenerator
import Synchronization

/// Judges the answers of one connection.
///
/// Called on one thread at a time and never re-entered, so that its state needs no exclusivity
/// checks at run time, which would cost more than the verification.
package final class ImageVerifier: ResponseVerifier {
  private let verification: ImageVerification
  @exclusivity(unchecked) private var answer: ExpectedAnswer?
  @exclusivity(unchecked) private var inspector = ImageInspector()
  @exclusivity(unchecked) private var contentType = ContentTypeFinder()
  @exclusivity(unchecked) private var fingerprint = BodyFingerprint()
  /// The parts of a body that the operation's check needs or that is kept for a comparison.
  ///
  /// They are joined later, because a growing array would be copied repeatedly.
  @exclusivity(unchecked) private var collected: [[UInt8]] = []
  @exclusivity(unchecked) private var isCollecting = false
  @exclusivity(unchecked) private var collectedBytes = 0
  /// The length in bytes up to which a body is collected, so that a connection needs little memory.
  private static let maximumCollected = 32 << 20
  /// The number of answers whose encoding is still recorded; a server's answers are alike.
  @exclusivity(unchecked) private var observationsLeft = 16

  /// When the current request was sent; only if caches are observed.
  @exclusivity(unchecked) private var sent = ContinuousClock.now
  /// The rule that applied to the last answer.
  @exclusivity(unchecked) private var hitRule = 0

  package init(verification: ImageVerification) {
    self.verification = verification
  }

  package func begin(request: Int) {
    answer = verification.answer(toRequest: request)
    if verification.cache != nil { sent = .now }
    inspector.reset()
    fingerprint.reset()
    guard let answer,
      answer.expectation.check != nil || (answer.isSampled && verification.hasRoomForBodies)
    else {
      isCollecting = false
      return
    }
    isCollecting =
      answer.fingerprint.load(ordering: .relaxed) == 0 || answer.expectation.comparison == .json
    collected.removeAll(keepingCapacity: true)
    collectedBytes = 0
  }

  package func body(_ bytes: Span<UInt8>) {
    guard let answer else { return }
    if answer.isImage { inspector.consume(bytes) }
    fingerprint.consume(bytes)
    guard isCollecting else { return }
    collectedBytes += bytes.count
    guard collectedBytes <= Self.maximumCollected else {
      isCollecting = false
      return collected.removeAll()
    }
    bytes.withUnsafeBufferPointer { collected.append(Array($0)) }
  }

  package func end(_ summary: ResponseSummary, fields: Span<UInt8>) -> Int {
    guard let answer else { return 0 }
    if let problem = problem(in: summary, fields: fields, of: answer) {
      return 1 + problem.kindIndex
    }
    if let cache = verification.cache { observe(answer, fields, by: cache) }
    return 0
  }

  /// Counts a valid answer as a hit or a miss: by a header field, or else by its time.
  private func observe(
    _ answer: ExpectedAnswer, _ fields: Span<UInt8>, by cache: CacheObservation
  ) {
    let time = max(1, UInt64((ContinuousClock.now - sent) / .microseconds(1)))
    let first = answer.firstTime.compareExchange(expected: 0, desired: time, ordering: .relaxed)
      .original
    // Caches send the same fields with all answers: begin with the one that the last answer had.
    let rules = cache.rules
    for offset in rules.indices {
      let index = (hitRule + offset) % rules.count
      guard let value = fields.combinedValue(ofField: rules[index].field) else { continue }
      hitRule = index
      cache.record(
        isHit: rules[index].isHit(value), field: rules[index].field, microseconds: time)
      return
    }
    cache.record(isHit: first != 0 && 2 * time <= first, field: nil, microseconds: time)
  }

  private func problem(
    in summary: ResponseSummary, fields: Span<UInt8>, of answer: ExpectedAnswer
  ) -> ResponseProblem? {
    let problem =
      headProblem(in: summary, fields: fields, of: answer)
      ?? (answer.isImage ? imageProblem(of: answer) : nil)
    return problem ?? fieldProblem(in: fields, of: answer) ?? bodyProblem(of: answer)
  }

  private func headProblem(
    in summary: ResponseSummary, fields: Span<UInt8>, of answer: ExpectedAnswer
  ) -> ResponseProblem? {
    guard answer.accepts(status: summary.status) else {
      let isRedirect = [301, 302, 303, 307, 308].contains(summary.status)
      let problem = isRedirect ? ResponseProblem.redirected : .status(summary.status)
      let location = isRedirect ? fields.value(ofField: "location") : nil
      verification.keep(
        problem, of: answer, expected: answer.expectation.statusText,
        found: "status \(summary.status)" + (location.map { " to \($0)" } ?? ""))
      return problem
    }
    if summary.bodyBytes == 0, answer.hasBody(status: summary.status) {
      verification.keep(.empty, of: answer, expected: "a body", found: "0 bytes")
      return .empty
    }
    if !answer.accepts(mediaTypeAt: contentType.range(in: fields), of: fields) {
      let type = fields.value(ofField: "content-type")
      verification.keep(
        .wrongType, of: answer, expected: answer.expectation.typeText,
        found: type ?? "no Content-Type")
      return .wrongType
    }
    return nil
  }

  private func imageProblem(of answer: ExpectedAnswer) -> ResponseProblem? {
    guard let size = answer.expectation.size else { return nil }
    let report = inspector.finish()
    guard let kind = report.kind, answer.accepts(kind: kind) else {
      let body = report.kind.map { "a body in \($0.mediaType)" } ?? "a body that is not an image"
      verification.keep(
        .wrongType, of: answer, expected: answer.expectation.typeText, found: body)
      return .wrongType
    }
    guard report.isComplete else {
      verification.keep(
        .truncated, of: answer, expected: "a complete image",
        found: "\(report.byteCount) bytes without an end")
      return .truncated
    }
    let found = PixelDifference(report: report)
    guard let problem = found.problem(expected: size, tolerance: answer.expectation.tolerance)
    else { return nil }
    if verification.sources.contains(fingerprint.finish()) { return keepPassedThrough(answer) }
    verification.keep(problem, of: answer, expected: "\(size)", found: found.text)
    return problem
  }

  /// Checks header fields until an answer is valid.
  ///
  /// Requests do not ask for a content encoding, and bodies are judged as they arrive: an encoded body
  /// is invalid, and so is the label of an encoding on a plain one, which browsers cannot read.
  private func fieldProblem(
    in fields: Span<UInt8>, of answer: ExpectedAnswer
  ) -> ResponseProblem? {
    guard answer.fingerprint.load(ordering: .relaxed) == 0 else { return nil }
    if answer.isInterpreted, let encoding = fields.combinedValue(ofField: "content-encoding"),
      encoding.lowercased() != "identity"
    {
      verification.keep(
        .wrongHeader, of: answer, expected: "no Content-Encoding, which was not requested",
        found: "Content-Encoding: \(encoding)")
      return .wrongHeader
    }
    for field in answer.expectation.fields {
      let value = fields.combinedValue(ofField: field.name)
      guard !field.accepts(value) else { continue }
      verification.keep(
        .wrongHeader, of: answer, expected: field.text,
        found: value.map { "\(field.name): \($0)" } ?? "no \(field.name)")
      return .wrongHeader
    }
    return nil
  }

  /// Compares the body with the first valid answer, or makes it the first.
  private func bodyProblem(of answer: ExpectedAnswer) -> ResponseProblem? {
    let number = fingerprint.finish()
    var first = answer.fingerprint.load(ordering: .relaxed)
    if first == 0 {
      if isCollecting, let finding = answer.expectation.check?(Array(collected.joined())) {
        verification.keep(
          .wrongContent, of: answer, expected: "a valid body", found: finding)
        return .wrongContent
      }
      if answer.isImage, let problem = sourceProblem(of: answer, fingerprint: number) {
        return problem
      }
      if answer.expectation.comparison == .json {
        _ = answer.hasFirstValue(Array(collected.joined()))
      }
      // Another connection may have been first in the meantime.
      first =
        answer.fingerprint.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        .original
      if first == 0, isCollecting, answer.isSampled { keepBody(of: answer, fingerprint: number) }
    }
    guard first != 0, first != number else { return nil }
    if answer.expectation.comparison == .json, answer.hasFirstValue(Array(collected.joined())) {
      return nil
    }
    verification.keep(
      .changed, of: answer, expected: "the body of the first answer", found: "another body")
    return .changed
  }

  /// Checks whether a valid image is a source file, and records its encoding.
  private func sourceProblem(
    of answer: ExpectedAnswer, fingerprint: UInt64
  ) -> ResponseProblem? {
    let isSource = verification.sources.contains(fingerprint)
    if isSource, !answer.expectation.mayBeSource { return keepPassedThrough(answer) }
    if observationsLeft > 0, let size = answer.expectation.size,
      let traits = AnswerTraits(
        inspector.finish(), expected: size, isPassedThrough: isSource)
    {
      observationsLeft -= 1
      verification.observe(traits)
    }
    return nil
  }

  /// Keeps the collected body for a comparison after the load.
  private func keepBody(of answer: ExpectedAnswer, fingerprint: UInt64) {
    let isSource = verification.sources.contains(fingerprint)
    verification.keep(
      collected, of: answer, jpegQuality: isSource ? nil : inspector.finish().estimatedQuality)
    collected = []
  }

  private func keepPassedThrough(_ answer: ExpectedAnswer) -> ResponseProblem {
    verification.keep(
      .passedThrough, of: answer, expected: "an image made from the source file",
      found: "the source file")
    return .passedThrough
  }
}
