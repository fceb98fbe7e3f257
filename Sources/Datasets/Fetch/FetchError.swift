import Support
import IIIF
package import LoadGenerator

/// A failure to fetch the images of a manifest.
package enum FetchError: Error, Hashable, Sendable {
  /// An image that could not be fetched.
  package struct Failure: Error, Hashable, Sendable {
    /// The image's name.
    package var name: String
    /// Its address.
    package var url: String
    /// Why.
    package var detail: String
    /// Whether the server answered that it does not give the image out.
    package var isRefusal: Bool

    /// Creates a record of an image that could not be fetched.
    package init(name: String, url: String, detail: String, isRefusal: Bool = false) {
      self.name = name
      self.url = url
      self.detail = detail
      self.isRefusal = isRefusal
    }
  }

  /// The source is neither an HTTP address nor a named set.
  case unknownSource(String)
  /// The manifest cannot be fetched.
  case manifest(url: String, detail: String)
  /// The answer is not JSON.
  case notJSON(url: String)
  /// The answer is JSON of another type.
  case notAManifest(url: String, type: String?)
  /// No page of the manifest has an image.
  case noImages(url: String)
  /// No image could be fetched, or not all of them where all are needed; some were not tried after
  /// that, and the others are kept.
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
      "\(failures.count) image\(failures.count == 1 ? "" : "s") of \(manifest) could not be fetched"
        + (notTried == 0 ? "" : ", and \(notTried) more were not tried")
        + "; fetched images are kept, run again to resume:"
        + Self.list(failures)
    }
  }
}

extension FetchError {
  /// The list of images that could not be fetched, for a message that begins with their number.
  package static func list(_ failures: [Failure]) -> String {
    failures.map { "\n  \($0.name): \($0.url): \($0.detail)" }.joined()
  }
}

extension HTTPClientError {
  /// The failure without the address, which the message already shows.
  package var reason: String {
    let text = description
    return text.hasPrefix("\(url): ") ? String(text.dropFirst(url.count + 2)) : text
  }
}
