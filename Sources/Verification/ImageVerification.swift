package import IIIFBench
package import Results
package import LoadGenerator
import Synchronization

/// Judges the answers of image servers by what operations expect of them.
///
/// An answer is right when its status and media type are among the expected ones, its body is there
/// and, where it is an image, is one of that type, whole, and of the expected size. The first right
/// answer to a request is also put to the operation's own check, and the later ones must have the
/// same body. An answer that is a source file is wrong unless the whole image was asked for.
package final class ImageVerification: ResponseVerification {
  /// How many wrong answers of a kind are kept as examples.
  package static let examplesPerKind = 3

  /// The names of all problems.
  package var kinds: [String] { ResponseProblem.kinds }

  private let origin: String
  /// The answers, each once, and the place of each request's answer among them.
  private let answers: [ExpectedAnswer]
  private let indices: [Int]
  package let sources: SourceFingerprints
  private let observed = Mutex<[AnswerTraits: Int]>([:])
  private let bodies: KeptBodies
  private let kept = Mutex<[Int: [ErrorExample]]>([:])

  /// Creates a verification for requests and what is expected of each; both lists are in the order
  /// of the plan's table, `origin` is the plan's, `sources` are the files that the server is given,
  /// `sampling` says which bodies are kept.
  package init(
    origin: String, requests: [LoadRequest], expectations: [Expectation],
    sources: SourceFingerprints = .none, sampling: BodySampling = .none
  ) {
    precondition(requests.count == expectations.count, "every request has one expectation")
    var answers: [ExpectedAnswer] = []
    var places: [LoadRequest: Int] = [:]
    var mediaTypes: [Set<String>: [[UInt8]]] = [:]
    self.origin = origin
    self.sources = sources
    bodies = KeptBodies(maximumBytes: sampling.maximumBytes)
    var pictures = 0
    indices = zip(requests, expectations).map { request, expectation in
      if let place = places[request] { return place }
      let names = expectation.mediaTypes
      let types = mediaTypes[names] ?? names.map { Array($0.utf8) }
      mediaTypes[names] = types
      places[request] = answers.count
      let isPicture = expectation.picture != nil
      answers.append(
        ExpectedAnswer(
          request: request, expectation: expectation, mediaTypes: types,
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

  /// A few wrong answers of each kind that has come, in the order of ``kinds``.
  package var examples: [ErrorExample] {
    kept.withLock { kept in kept.sorted { $0.key < $1.key }.flatMap(\.value) }
  }

  /// How valid answers are encoded, the most frequent way first; a few answers of each connection
  /// were looked at.
  package var traits: [ObservedTraits] {
    observed.withLock { observed in
      observed.map { ObservedTraits(traits: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.traits.mediaType) < ($0.count, $1.traits.mediaType) }
    }
  }

  /// The bodies that were kept, in the order of their URLs.
  package var keptBodies: [KeptBody] { bodies.all }

  /// Whether the bodies that were kept so far leave room for more.
  package var hasRoomForBodies: Bool { bodies.hasRoom }

  /// Keeps the body of a valid answer, in the parts in which it came, where it still fits.
  package func keep(_ parts: [[UInt8]], of answer: ExpectedAnswer, jpegQuality: Int?) {
    guard let picture = answer.expectation.picture else { return }
    bodies.keep(
      parts,
      of: KeptBody(
        url: origin + answer.request.target, picture: picture, bytes: [], jpegQuality: jpegQuality))
  }

  /// Takes note of how a valid answer is encoded.
  package func observe(_ traits: AnswerTraits) {
    observed.withLock { $0[traits, default: 0] += 1 }
  }

  package func answer(toRequest index: Int) -> ExpectedAnswer? {
    indices.indices.contains(index) ? answers[indices[index]] : nil
  }

  /// Keeps an example, which is only worded when there are few of its kind.
  package func keep(
    _ problem: ResponseProblem, of answer: ExpectedAnswer,
    expected: @autoclosure () -> String, found: @autoclosure () -> String
  ) {
    kept.withLock { kept in
      let index = problem.kindIndex
      guard kept[index, default: []].count < Self.examplesPerKind else { return }
      kept[index, default: []].append(
        ErrorExample(
          kind: problem.kind, url: origin + answer.request.target, expected: expected(),
          found: found()))
    }
  }
}
