import IIIF
import IIIFBench

/// Requests the whole picture with the size `max`.
///
/// Size `max`, Image API 2.1 §4.2 (introduced there besides `full`, optional at all levels) and 3.0
/// §4.2 (required at all levels, the only keyword).
struct SizeMax: ImageOperation {
  static let name = "size-max"
  static let summary = "the whole picture with the size 'max'"
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
