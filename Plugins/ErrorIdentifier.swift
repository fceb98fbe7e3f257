import IIIF
import IIIFBench

/// Asks for images that do not exist: by information, by picture, and with an unescaped bracket.
///
/// Image API 2.1 §7 and 3.0 §7, status 404: "The image resource specified by [identifier] does not
/// exist". The identifier is a real one with something behind it, which reaches the server's
/// resolver. A bracket may also be refused as no URI (§9).
struct ErrorIdentifier: Operation {
  static let name = "error-identifier"
  static let summary = "images that do not exist, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("-nonsense/info.json"), .init("-nonsense/full/full/0/default.jpg"),
        .init("[nonsense]/info.json"),
      ])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let missing = Expectation(statuses: [404])
    let malformed = Expectation(statuses: [400, 404])
    let image = "-nonsense/full/\(iteration.fullSize.rawValue)/0/default.jpg"
    return [
      ("-nonsense/info.json", missing), (image, missing), ("[nonsense]/info.json", malformed),
    ].map { suffix, expectation in
      [
        OperationRequest(
          target: .suffix(suffix), image: iteration.image, expectation: expectation)
      ]
    }
  }
}
