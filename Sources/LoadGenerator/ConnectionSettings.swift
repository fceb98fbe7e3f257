import CCurl

/// What all connections of a program have in common, apart from those of a load, whose plan has it.
public struct ConnectionSettings: Hashable, Sendable {
  /// A PEM file with certificates to trust instead of the system's.
  public var certificateAuthorityFile: String?
  /// Whether a server's certificate must be trusted and name the server.
  public var verifiesCertificate = true
  /// The maximum time of an answer; nil for that of each request.
  public var timeout: Duration?
  /// The user and password for servers, by origin.
  public var credentials: [String: Credentials] = [:]

  /// The settings of the running task.
  @TaskLocal public static var current = ConnectionSettings()

  /// Creates the default settings.
  public init() {}

  /// Runs a body in which answers have another maximum time.
  package static func limited<Value>(
    to time: Duration, _ body: () async throws -> Value
  ) async rethrows -> Value {
    var settings = current
    settings.timeout = time
    return try await $current.withValue(settings, operation: body)
  }

  /// Adds the credentials for a URL to header fields.
  func headers(_ headers: [HeaderField], for url: String) -> [HeaderField] {
    let own = credentials.first { url == $0.key || url.hasPrefix($0.key + "/") }?.value
    guard let own, headers.value(ofField: "Authorization") == nil else { return headers }
    return headers + [own.headerField]
  }

  /// Sets the options of TLS of a handle.
  func apply(to handle: UnsafeMutableRawPointer) {
    if let certificateAuthorityFile {
      curl_easy_setopt_string(handle, CURLOPT_CAINFO, certificateAuthorityFile)
    }
    if !verifiesCertificate {
      curl_easy_setopt_long(handle, CURLOPT_SSL_VERIFYPEER, 0)
      curl_easy_setopt_long(handle, CURLOPT_SSL_VERIFYHOST, 0)
    }
  }
}

/// A user and a password for HTTP's basic authentication (RFC 7617).
public struct Credentials: Hashable, Sendable {
  /// The user.
  public var user: String
  /// The password.
  public var password: String

  /// Creates credentials.
  public init(user: String, password: String) {
    self.user = user
    self.password = password
  }

  /// The field `Authorization`.
  var headerField: HeaderField {
    HeaderField(
      name: "Authorization", value: "Basic " + Base64.text(of: Array("\(user):\(password)".utf8)))
  }

  /// Takes user and password out of a URL, `http://USER:PASSWORD@HOST`, in which both are
  /// percent-encoded; without them there are no credentials.
  package static func extracted(from url: String) -> (url: String, credentials: Credentials?) {
    guard let scheme = url.firstRange(of: "://") else { return (url, nil) }
    let rest = url[scheme.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return (url, nil) }
    let parts = authority[..<at].split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let plain = String(url[..<scheme.upperBound]) + rest[rest.index(after: at)...]
    let user = parts.first.flatMap { UnixSocketURL.decode($0) } ?? ""
    let password = parts.count > 1 ? UnixSocketURL.decode(parts[1]) ?? "" : ""
    return (plain, Credentials(user: user, password: password))
  }
}

extension Credentials {
  /// A word of a command line without users and passwords of the URLs in it.
  package static func withoutSecrets(_ word: String) -> String {
    guard let scheme = word.firstRange(of: "://") else { return word }
    let start = word[..<scheme.lowerBound].lastIndex { !$0.isLetter && $0 != "+" }
    let prefix = start.map { word[...$0] } ?? ""
    return prefix + extracted(from: String(word.dropFirst(prefix.count))).url
  }
}

/// The encoding of RFC 4648 §4, without Foundation.
enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let padded = group + repeatElement(0, count: 3 - group.count)
      let bits = padded.reduce(0) { $0 << 8 | Int($1) }
      for place in 0..<4 {
        text.append(
          place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
