import IIIF

/// The identifiers of a service's own pictures in a list: one per line, or addresses of images.
package struct IdentifierList: Hashable, Sendable {
  /// A line that cannot be used.
  package struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// The number of the line, from 1.
    package var line: Int
    /// The text of the line, at most 120 characters.
    package var text: String
    /// Why it cannot be used.
    package var reason: String

    /// `line 7: https://…: another host`.
    package var description: String { "line \(line): \(text): \(reason)" }
  }

  /// An identifier, percent-encoded as in URIs, and its line.
  package struct Entry: Hashable, Sendable {
    /// The identifier as it stands in URIs.
    package var identifier: String
    /// The number of its line, from 1.
    package var line: Int
  }

  /// The distinct identifiers in order.
  package private(set) var entries: [Entry] = []
  /// The lines that cannot be used.
  package private(set) var problems: [Problem] = []

  /// Reads a list; blank lines and lines that start with `#` are comments.
  ///
  /// A line is an identifier, an image's base URI, or an address of its information or of one of its
  /// images. An identifier without percent-encoding is encoded.
  ///
  /// - Parameter service: The base URI of the service, without a trailing slash.
  package init(_ text: String, service: String) {
    var known: Set<String> = []
    let content = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    // CR LF is one character of a Swift string.
    let lines = content.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      let text = line.trimmingPrefix { $0.isWhitespace }.reversed().drop { $0.isWhitespace }
      let word = String(text.reversed())
      guard !word.isEmpty, !word.hasPrefix("#") else { continue }
      switch Self.identifier(in: word, service: service) {
      case .success(let identifier):
        if known.insert(identifier).inserted {
          entries.append(Entry(identifier: identifier, line: index + 1))
        } else {
          note(index, word, "a duplicate")
        }
      case .failure(let refusal): note(index, word, refusal.reason)
      }
    }
  }

  /// Takes the services of a manifest, numbered from 1.
  package init(services: [String], service: String) {
    self.init(services.joined(separator: "\n"), service: service)
  }

  private mutating func note(_ index: Int, _ text: String, _ reason: String) {
    let visible = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
    problems.append(
      Problem(
        line: index + 1, text: String(String(String.UnicodeScalarView(visible)).prefix(120)),
        reason: reason))
  }

  private struct Refusal: Error {
    var reason: String
  }

  private static func identifier(
    in text: String, service: String
  ) -> Result<String, Refusal> {
    guard text.contains("://") else {
      let isEncoded = text.contains("%") && percentDecoded(text) != nil
      return .success(isEncoded ? text : percentEncoded(identifier: text))
    }
    guard let address = WebAddress.absolute(text, in: service) else {
      return .failure(Refusal(reason: "neither http nor https"))
    }
    guard sameHost(address, service) else { return .failure(Refusal(reason: "another host")) }
    let root = service.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" && $0 != "?" }
    let path = address.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" && $0 != "?" }
    guard path.hasPrefix(root + "/"), path.count > root.count + 1 else {
      return .failure(Refusal(reason: "not below \(service)"))
    }
    return .success(withoutRequest(path.dropFirst(root.count + 1)))
  }

  private static func sameHost(_ one: String, _ other: String) -> Bool {
    let hosts = [one, other].map { address in
      address.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" && $0 != "?" }.lowercased()
    }
    return hosts[0] == hosts[1]
  }

  /// The identifier without the parameters of a request.
  private static func withoutRequest(_ path: Substring) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let request = RequestPath("/" + path) else { return WebAddress.serviceBase(String(path)) }
    let rest =
      switch request.target {
      case .information: parts.dropLast()
      case .image: parts.dropLast(4)
      }
    return rest.joined(separator: "/")
  }
}
