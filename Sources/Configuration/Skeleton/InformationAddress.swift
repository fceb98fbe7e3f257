/// The address of an image's information on a running server, in whatever version it is.
package struct InformationAddress: Hashable, Sendable {
  private static let document = "/info.json"

  /// The address, with `/info.json` at its end.
  package let url: String

  /// Takes an address; `/info.json` is put behind one that does not end in it.
  package init(_ url: String) {
    let base = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.url = base.hasSuffix(Self.document) ? base : base + Self.document
  }

  /// Where the same image's information would be in a major version of the Image API, by the habit of
  /// servers to have the version in their paths: `/iiif/2/ID` and `/iiif/3/ID`, `/2.1/ID` and
  /// `/3.0/ID`; nil where the path has no other version.
  package func url(inMajorVersion major: Int) -> String? {
    var parts = url.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    // Scheme and host stand before the path, identifier and document behind the prefix.
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
