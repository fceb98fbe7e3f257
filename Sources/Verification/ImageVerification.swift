package import IIIFBench
package import Results
package import LoadGenerator
import Foundation
import Support
import Synchronization

/// Judges the answers of image servers by the expectations of operations.
///
/// An answer is valid if its status and media type are expected and its body is not empty. An image
/// must also be complete, of its media type and of the expected size. The operation's own check
/// sees the first valid answer to a request, and later ones must have the same body. A source file
/// is a valid answer only to a request for the whole image.
package final class ImageVerification: ResponseVerification {
  /// The number of examples that are kept of each problem.
  package static let examplesPerKind = ErrorExample.examplesPerKind

  /// The names of all problems.
  package var kinds: [String] { ResponseProblem.kinds }

  private let origin: String
  /// The distinct answers; `indices` maps requests to them.
  private let answers: [ExpectedAnswer]
  private let indices: [Int]
  package let sources: SourceFingerprints
  /// Counts answers from a cache; nil unless the cache is wanted.
  package let cache: CacheObservation?
  private let observed = Mutex<[AnswerTraits: Int]>([:])
  private let bodies: KeptBodies
  private let kept = Mutex<[Int: [ErrorExample]]>([:])

  /// Creates a verification for the requests of a plan's table and their expectations.
  ///
  /// - Parameters:
  ///   - origin: The server's scheme, host and port.
  ///   - requests: The requests.
  ///   - expectations: The expectation of each request.
  ///   - pictures: The name of each request's picture, for examples; empty if they are not needed.
  ///   - sources: The files that the server is given.
  ///   - sampling: The choice of the bodies that are kept.
  ///   - cache: Counts answers from a cache; nil if they are not counted.
  package init(
    origin: String, requests: [LoadRequest], expectations: [Expectation],
    pictures names: [String] = [], sources: SourceFingerprints = .none,
    sampling: BodySampling = .none, cache: CacheObservation? = nil
  ) {
    precondition(requests.count == expectations.count, "every request has one expectation")
    var answers: [ExpectedAnswer] = []
    var places: [LoadRequest: Int] = [:]
    var mediaTypes: [Set<String>: [[UInt8]]] = [:]
    self.origin = origin
    self.sources = sources
    self.cache = cache
    bodies = KeptBodies(maximumBytes: sampling.maximumBytes)
    var pictures = 0
    indices = zip(requests, expectations).enumerated().map { index, entry in
      let (request, expectation) = entry
      if let place = places[request] { return place }
      let valid = expectation.mediaTypes
      let types = mediaTypes[valid] ?? valid.map { Array($0.utf8) }
      mediaTypes[valid] = types
      places[request] = answers.count
      let isPicture = expectation.picture != nil
      answers.append(
        ExpectedAnswer(
          request: request, expectation: expectation,
          picture: names.indices.contains(index) ? names[index] : "", mediaTypes: types,
          isSampled: isPicture && sampling.chooses(place: pictures)))
      if isPicture { pictures += 1 }
      return answers.count - 1
    }
    self.answers = answers
  }

  /// A verifier for one connection.
  package func makeVerifier(thread: Int) -> any ResponseVerifier {
    ImageVerifier(verification: self)
  }

  /// A few examples of each problem, in the order of ``kinds``.
  package var examples: [ErrorExample] {
    kept.withLock { kept in kept.sorted { $0.key < $1.key }.flatMap(\.value) }
  }

  /// The example of a request that has no complete answer; nil for an index that is not in the table.
  package func example(of fault: Fault, in failure: FailedRequest) -> ErrorExample? {
    guard let answer = answer(toRequest: failure.request) else { return nil }
    return ErrorExample(
      kind: fault.rawValue, url: origin + answer.request.target, picture: answer.picture,
      time: Date(timeIntervalSince1970: failure.time), expected: "a complete answer",
      found: "\(fault.finding) after \(Self.seconds(failure.duration)) s")
  }

  /// The seconds of a duration with two digits after the point.
  private static func seconds(_ duration: Duration) -> String {
    ((duration / .seconds(1) * 100).rounded() / 100).short
  }

  /// The encodings of valid answers, the most frequent first, from a few answers of each
  /// connection.
  package var traits: [ObservedTraits] {
    observed.withLock { observed in
      observed.map { ObservedTraits(traits: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.traits.mediaType) < ($0.count, $1.traits.mediaType) }
    }
  }

  /// The number of different requests with a valid answer.
  package var answeredRequests: Int {
    answers.count { $0.fingerprint.load(ordering: .relaxed) != 0 }
  }

  /// The number of pictures in these requests.
  package var answeredPictures: Int {
    Set(
      answers.filter { $0.fingerprint.load(ordering: .relaxed) != 0 }
        .compactMap { $0.expectation.picture?.image.index }
    ).count
  }

  /// The kept bodies, in the order of their URLs.
  package var keptBodies: [KeptBody] { bodies.all }

  /// Whether another body may be kept.
  package var hasRoomForBodies: Bool { bodies.hasRoom }

  /// Keeps the parts of a valid answer's body if the bound allows.
  package func keep(_ parts: [[UInt8]], of answer: ExpectedAnswer, jpegQuality: Int?) {
    guard let picture = answer.expectation.picture else { return }
    bodies.keep(
      parts,
      of: KeptBody(
        url: origin + answer.request.target, picture: picture, bytes: [], jpegQuality: jpegQuality))
  }

  /// Records the encoding of a valid answer.
  package func observe(_ traits: AnswerTraits) {
    observed.withLock { $0[traits, default: 0] += 1 }
  }

  package func answer(toRequest index: Int) -> ExpectedAnswer? {
    indices.indices.contains(index) ? answers[indices[index]] : nil
  }

  /// Keeps an example if there are few of its kind; otherwise its text is not made.
  package func keep(
    _ problem: ResponseProblem, of answer: ExpectedAnswer,
    expected: @autoclosure () -> String, found: @autoclosure () -> String
  ) {
    kept.withLock { kept in
      let index = problem.kindIndex
      guard kept[index, default: []].count < Self.examplesPerKind else { return }
      kept[index, default: []].append(
        ErrorExample(
          kind: problem.kind, url: origin + answer.request.target, picture: answer.picture,
          time: Date(), expected: expected(), found: found()))
    }
  }
}
