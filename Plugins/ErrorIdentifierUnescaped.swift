import IIIF
import IIIFBench

/// Requests an image that does not exist, with unencoded brackets in its identifier.
///
/// Image API 2.1 §9 and 3.0 §9 require `%5B` and `%5D` for `[` and `]`. The server may refuse the
/// request as malformed (400) or the identifier as unknown (404; 2.1 §7, 3.0 §7).
struct ErrorIdentifierUnescaped: ImageOperation {
  static let name = "error-identifier-unescaped"
  static let summary = "an identifier with unencoded brackets, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(300, 200, requests: [.init("[nonsense]/full/full/0/default.jpg")])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let suffix = "[nonsense]/full/\(iteration.fullSize.rawValue)/0/default.jpg"
    return [
      [
        OperationRequest(
          target: .suffix(suffix), image: iteration.image,
          expectation: Expectation(statuses: [400, 404]))
      ]
    ]
  }
}
