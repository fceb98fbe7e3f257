@testable import IIIFBenchCommand

extension Ending {
  /// The text of the output, without the log's level.
  var text: String {
    switch output {
    case .error(let text), .parser(let text): text
    }
  }
}
