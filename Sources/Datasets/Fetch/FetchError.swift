import Support
import IIIF
package import LoadGenerator

/// Images of a manifest that cannot be had.
package enum FetchError: Error, Hashable, Sendable {
  /// An image that could not be had.
  package struct Failure: Error, Hashable, Sendable {
    /// The image's name.
    package var name: String
    /// Its address.
    package var url: String
    /// Why.
    package var detail: String

    /// Creates a record of an image that could not be had.
    package init(name: String, url: String, detail: String) {
      self.name = name
      self.url = url
      self.detail = detail
    }
  }

  /// The address is neither one of HTTP nor a named set.
  case unknownSource(String)
  /// The manifest does not come.
  case manifest(url: String, detail: String)
  /// The answer is not JSON.
  case notJSON(url: String)
  /// The answer is JSON of another type.
  case notAManifest(url: String, type: String?)
  /// The manifest has pages without images only.
  case noImages(url: String)
  /// Some images could not be had, and some were not tried after that; the others are kept.
  case images(manifest: String, [Failure], notTried: Int)
}

extension FetchError: CustomStringConvertible {
  /// The message for people, with its remedy.
  package var description: String {
    switch self {
    case .unknownSource(let source):
      "'\(source)' is neither the address of a manifest nor a named set; named sets are "
        + NamedImageSet.all.map(\.name).listed(limit: 99)
    case .manifest(let url, let detail):
      "the manifest cannot be fetched: \(url): \(detail)"
    case .notJSON(let url):
      "\(url) is not JSON: give the address of a manifest, not of a page that shows it"
    case .notAManifest(let url, let type):
      "\(url) is \(type.map { "of type \($0), " } ?? "")not a manifest of the Presentation API 2 "
        + "or 3: give the address of one"
    case .noImages(let url):
      "the manifest \(url) has no images"
    case .images(let manifest, let failures, let notTried):
      "\(failures.count) image\(failures.count == 1 ? "" : "s") of \(manifest) could not be had"
        + (notTried == 0 ? "" : ", and \(notTried) more were not tried")
        + "; what came is kept, run again to go on:"
        + failures.map { "\n  \($0.name): \($0.url): \($0.detail)" }.joined()
    }
  }
}

extension HTTPClientError {
  /// What went wrong, without the address that messages already show.
  package var reason: String {
    let text = description
    return text.hasPrefix("\(url): ") ? String(text.dropFirst(url.count + 2)) : text
  }
}
