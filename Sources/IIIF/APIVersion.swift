/// A published version of the IIIF Image API.
public enum APIVersion: String, Codable, Sendable, CaseIterable, Comparable {
  /// Image API 2.0, 2014.
  case v20 = "2.0"
  /// Image API 2.1, 2016.
  case v21 = "2.1"
  /// Image API 3.0, 2020.
  case v30 = "3.0"

  /// The major version, which decides the URI prefix of most servers.
  public var major: Int { self == .v30 ? 3 : 2 }

  /// Orders versions by their date of publication.
  public static func < (left: APIVersion, right: APIVersion) -> Bool {
    left.rawValue < right.rawValue
  }
}
