package import Results
package import IIIF
import ImageHeaders
package import LoadGenerator

/// A request of a check and what came of it.
package struct Exchange: Sendable {
  /// The request's method.
  package var method: String
  /// The request's URL.
  package var url: String
  /// How long it took from the first byte that was sent, a connection of its own included.
  package var duration: Duration = .zero
  /// The answer's status; nil without an answer.
  package var status: Int?
  /// The answer's media type, as it was sent; nil without one.
  package var mediaType: String?
  /// Length of the answer's body in bytes.
  package var bytes = 0
  /// The pixel size of the answer's image; nil where it is none.
  package var size: PixelSize?
  /// The whole answer; nil without one.
  package var answer: HTTPResponse?
  /// What was wrong with the answer; nil when nothing was.
  package var problem: ErrorExample?

  package init(method: String, url: String) {
    self.method = method
    self.url = url
  }

  /// Takes note of what an answer says.
  package mutating func take(_ answer: HTTPResponse) {
    status = answer.status
    mediaType = answer.value(ofField: "Content-Type")
    bytes = answer.body.count
    let report = ImageInspector.report(of: answer.body)
    if let width = report.width, let height = report.height {
      size = PixelSize(width: width, height: height)
    }
  }
}
