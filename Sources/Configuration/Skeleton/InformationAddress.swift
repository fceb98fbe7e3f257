/// The address of an image's information on a running server.
package struct InformationAddress: Hashable, Sendable {
  private static let document = "/info.json"

  /// The address, ending with `/info.json`.
  package let url: String

  /// Creates an address; appends `/info.json` if it is missing.
  package init(_ url: String) {
    let base = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.url = base.hasSuffix(Self.document) ? base : base + Self.document
  }

  /// The image's base URI.
  package var base: String { String(url.dropLast(Self.document.count)) }

  /// The probable address in a major version of the Image API; nil if the path contains no other
  /// version.
  ///
  /// Most servers have the version in their paths: `/iiif/2/ID` and `/iiif/3/ID`, `/2.1/ID` and
  /// `/3.0/ID`.
  package func url(inMajorVersion major: Int) -> String? {
    var parts = url.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    // Scheme and host come before the path, identifier and document after the prefix.
    guard parts.count > 5 else { return nil }
    let changes =
      major == 3 ? [("2.1", "3.0"), ("2.0", "3.0"), ("2", "3")] : [("3.0", "2.1"), ("3", "2")]
    for index in 3..<parts.count - 2 {
      for (present, wanted) in changes {
        guard let range = parts[index].firstRange(of: present),
          parts[index][..<range.lowerBound].allSatisfy(\.isLetter),
          parts[index][range.upperBound...].first?.isNumber != true
        else { continue }
        parts[index].replaceSubrange(range, with: wanted)
        return parts.joined(separator: "/")
      }
    }
    return nil
  }
}
