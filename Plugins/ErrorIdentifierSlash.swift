import IIIF
import IIIFBench

/// Requests an image that does not exist, with an encoded slash in its identifier.
///
/// Image API 2.1 §9 and 3.0 §9: "forward slashes" in an identifier are encoded as `%2F`; 2.1 §7 and
/// 3.0 §7, status 404. A web server in front of the image server may refuse or decode the slash.
struct ErrorIdentifierSlash: ImageOperation {
  static let name = "error-identifier-slash"
  static let summary = "an identifier with an encoded slash that does not exist, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(300, 200, requests: [.init("%2Fnonsense/full/full/0/default.jpg")])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let suffix = "%2Fnonsense/full/\(iteration.fullSize.rawValue)/0/default.jpg"
    return [
      [
        OperationRequest(
          target: .suffix(suffix), image: iteration.image, expectation: Expectation(statuses: [404])
        )
      ]
    ]
  }
}
