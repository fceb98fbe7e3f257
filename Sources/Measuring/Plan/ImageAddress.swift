package import IIIFBench
import IIIF

/// The URI paths of one server's images: the path resolver of its descriptor, applied.
package struct ImageAddress: Sendable {
  private let identifier: IdentifierRule
  private let api: APISupport

  /// Creates the addresses of a server that is asked in the given version.
  package init(descriptor: ServerDescriptor, api: APISupport) {
    identifier = descriptor.identifier
    self.api = api
  }

  /// The request target of an operation's request for an image file.
  ///
  /// `path` is the file's path below the server's image folder; `escaped` says whether more of the
  /// identifier is percent-encoded than must be.
  package func target(
    of target: OperationRequest.Target, path: String, index: Int, escaped: Bool = false
  ) -> String {
    let base = base(path: path, index: index, escaped: escaped)
    let text =
      switch target {
      case .information: base + "/info.json"
      case .image(let request): base + "/" + request.path(fullToken: api.fullSize)
      case .suffix(let suffix): base + suffix
      }
    // RFC 3986 §3.3 knows no ^ in a path, and strict web servers refuse it.
    return text.replacing("^", with: "%5E")
  }

  /// The path of the image's base URI: prefix and identifier.
  package func base(path: String, index: Int, escaped: Bool = false) -> String {
    let identifier = encoded(filled(path: path, index: index))
    return api.prefix + "/" + (escaped ? escapingMarks(of: identifier) : identifier)
  }

  /// Percent-encodes the marks among the unreserved characters (RFC 3986 §2.3), but for the full
  /// stop, which web servers look at before they decode.
  private func escapingMarks(of identifier: String) -> String {
    identifier.replacing("-", with: "%2D").replacing("_", with: "%5F").replacing("~", with: "%7E")
  }

  /// What stands for a slash and is in the path already, so that the identifier would mean another
  /// file; nil when the path has nothing of the kind.
  package func ambiguity(of path: String) -> String? {
    guard case .substituted(let substitute) = identifier.slashes, path.contains(substitute) else {
      return nil
    }
    return substitute
  }

  private func filled(path: String, index: Int) -> String {
    let directoryEnd = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let file = path[directoryEnd...]
    let point = file.lastIndex(of: ".") ?? file.endIndex
    let values = [
      "path": path,
      "directory": String(path[..<directoryEnd]),
      "name": String(file[..<point]),
      "extension": String(file[point...].dropFirst()),
      "index": String(index),
    ]
    return identifier.template.replacing(/\{([a-z]+)\}/) { match in
      values[String(match.output.1)] ?? String(match.output.0)
    }
  }

  private func encoded(_ text: String) -> String {
    if identifier.encoding == .given { return text }
    let once = encodedOnce(text)
    return identifier.encoding == .twice ? once.replacing("%", with: "%25") : once
  }

  private func encodedOnce(_ text: String) -> String {
    switch identifier.slashes {
    case .raw: percentEncoded(identifier: text, keepsSlashes: true)
    case .encoded: percentEncoded(identifier: text)
    case .substituted(let substitute):
      percentEncoded(identifier: text.replacing("/", with: substitute))
    }
  }
}
