import IIIF
import IIIFBench

/// Requests the size `full`, which Image API 3.0 does not define.
///
/// Image API 3.0 §4.2 defines only `max`, and its change log says that `full` was removed; §7, status
/// 400. Servers may accept it as an extension.
struct ErrorSizeFull: ImageOperation {
  static let name = "error-size-full"
  static let summary = "the size 'full', which 3.0 does not define, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.may
  static let examples = [
    OperationExample(300, 200, version: .v30, requests: [.init("full/full/0/default.jpg")])
  ]

  init(options: OptionValues) {}

  func isDefined(in version: APIVersion) -> Bool { version >= .v30 }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    [[.refused("full/full/0/default.jpg", of: iteration.image, statuses: [400, 501])]]
  }
}
