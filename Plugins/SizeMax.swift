import IIIF
import IIIFBench

/// Asks for the whole picture by the word `max`.
///
/// Size `max`, Image API 2.1 §4.2 (new there, optional at all levels, beside `full`) and 3.0 §4.2
/// (required at all levels, and the only word).
struct SizeMax: ImageOperation {
  static let name = "size-max"
  static let summary = "the whole picture by the size 'max'"
  static let kind = OperationKind.feature
  static let obligation = Obligation.may
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/max/0/default.jpg", 300, 200)])
  ]

  init(options: OptionValues) {}

  func isDefined(in version: APIVersion) -> Bool { version >= .v21 }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var request = OperationRequest(ImageRequest(), of: iteration.image)
    request.target = .suffix("/" + ImageRequest().path(fullToken: .max))
    return [[request]]
  }
}
