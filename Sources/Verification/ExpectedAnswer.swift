import IIIF
package import IIIFBench
package import ImageHeaders
package import LoadGenerator
import Synchronization

/// The valid answer to one request, shared by all connections and by equal requests.
package final class ExpectedAnswer: Sendable {
  package let request: LoadRequest
  package let expectation: Expectation
  /// The name of the requested picture; empty if it is unknown.
  package let picture: String
  /// The fingerprint of the first valid answer; 0 before it.
  let fingerprint = Atomic<UInt64>(0)
  /// The time of the first valid answer in microseconds; 0 before it, and if caches are not observed.
  let firstTime = Atomic<UInt64>(0)
  /// The first valid body, if bodies are compared by value.
  private let firstBody = Mutex<[UInt8]?>(nil)
  /// Whether the body of the first valid answer is kept.
  package let isSampled: Bool
  /// The only valid status, which avoids a set in the usual case.
  private let onlyStatus: Int?
  private let mediaTypes: [[UInt8]]
  /// The valid formats of the body.
  private let kinds: [ImageKind]

  package init(
    request: LoadRequest, expectation: Expectation, picture: String = "", mediaTypes: [[UInt8]],
    isSampled: Bool = false
  ) {
    self.request = request
    self.picture = picture
    self.expectation = expectation
    onlyStatus = expectation.statuses.count == 1 ? expectation.statuses.first : nil
    self.mediaTypes = mediaTypes
    kinds = ImageKind.allCases.filter { kind in
      expectation.mediaTypes.isEmpty || expectation.mediaTypes.contains(kind.mediaType)
    }
    self.isSampled = isSampled
  }

  /// Whether a valid answer is an image of known size.
  package var isImage: Bool { expectation.size != nil }

  /// Whether the body is read as an image or a document.
  package var isInterpreted: Bool { isImage || expectation.check != nil }

  /// Whether a body has the value of the first valid one, which it becomes if there is none.
  func hasFirstValue(_ body: [UInt8]) -> Bool {
    let first = firstBody.withLock { first in
      if first == nil { first = body }
      return first ?? body
    }
    return first == body || ImageInformation.areEqual(first, body)
  }

  package func accepts(status: Int) -> Bool {
    onlyStatus.map { $0 == status } ?? expectation.statuses.contains(status)
  }

  /// Whether a success has a body.
  package func hasBody(status: Int) -> Bool {
    request.method != .head && 200...299 ~= status && status != 204
  }

  /// Whether the media type in the header is valid.
  package func accepts(mediaTypeAt range: Range<Int>?, of fields: Span<UInt8>) -> Bool {
    guard !mediaTypes.isEmpty else { return true }
    guard let range else { return false }
    return mediaTypes.contains { isMediaType($0, at: range, of: fields) }
  }

  /// Compares case-insensitively and ignores parameters after a semicolon.
  private func isMediaType(
    _ type: [UInt8], at range: Range<Int>, of fields: Span<UInt8>
  ) -> Bool {
    let end = range.lowerBound + type.count
    guard end <= range.upperBound, fields.spells(type.span, in: range.lowerBound..<end) else {
      return false
    }
    return end == range.upperBound || fields[end] == UInt8(ascii: ";")
      || fields[end] == UInt8(ascii: " ")
  }

  /// Whether the body may be an image of the format.
  package func accepts(kind: ImageKind) -> Bool {
    kinds.contains(kind)
  }
}
