import IIIF
import IIIFBench

/// Requests the information and the picture of an image that does not exist.
///
/// Image API 2.1 §7 and 3.0 §7, status 404: "The image resource specified by [identifier] does not
/// exist". The identifier is a valid one with a suffix, so that it reaches the server's resolver.
struct ErrorIdentifier: ImageOperation {
  static let name = "error-identifier"
  static let summary = "an image that does not exist, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(
      300, 200,
      requests: [.init("-nonsense/info.json"), .init("-nonsense/full/full/0/default.jpg")])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let image = "-nonsense/full/\(iteration.fullSize.rawValue)/0/default.jpg"
    return ["-nonsense/info.json", image].map { suffix in
      [
        OperationRequest(
          target: .suffix(suffix), image: iteration.image, expectation: Expectation(statuses: [404])
        )
      ]
    }
  }
}
