/// Connections and what is spoken over them.
public struct ConnectionOptions: Hashable, Sendable {
  /// The connections that one user may hold, for steps of several requests.
  public var perUser: Int
  /// Requests after which a connection is given up; 1 opens one for each request, nil keeps them.
  public var requestsPerConnection: Int?
  /// Redirects that are followed, none by default.
  public var maximumRedirects: Int
  /// Answers larger than this many bytes count as too large.
  public var maximumBodyBytes: Int
  /// The version of HTTP that is spoken.
  public var version: HTTPVersion
  /// With HTTP/2: the requests under way at the same time on one connection, at the most.
  public var streamsPerConnection: Int
  /// A file of certificates in PEM form that are trusted instead of the system's.
  public var certificateAuthorityFile: String?
  /// Whether a server's certificate has to be trusted and to name the server.
  public var verifiesCertificate: Bool
  /// The path of a Unix socket to connect to, instead of the origin's host and port.
  public var unixSocket: String?
  /// Content codings to ask for, such as `gzip`, in which case answers are decoded; nil asks for none.
  public var acceptEncoding: String?
  /// What carries the requests.
  public var transport: TransportChoice

  /// Creates options; a browser holds six connections to a host.
  public init(
    perUser: Int = 6, requestsPerConnection: Int? = nil, maximumRedirects: Int = 0,
    maximumBodyBytes: Int = 1 << 32, version: HTTPVersion = .http1,
    streamsPerConnection: Int = 100, certificateAuthorityFile: String? = nil,
    verifiesCertificate: Bool = true, unixSocket: String? = nil, acceptEncoding: String? = nil,
    transport: TransportChoice = .automatic
  ) {
    self.perUser = perUser
    self.requestsPerConnection = requestsPerConnection
    self.maximumRedirects = maximumRedirects
    self.maximumBodyBytes = maximumBodyBytes
    self.version = version
    self.streamsPerConnection = streamsPerConnection
    self.certificateAuthorityFile = certificateAuthorityFile
    self.verifiesCertificate = verifiesCertificate
    self.unixSocket = unixSocket
    self.acceptEncoding = acceptEncoding
    self.transport = transport
  }
}

/// A version of HTTP, and how it is agreed on.
public enum HTTPVersion: String, Hashable, Codable, Sendable, CaseIterable {
  /// HTTP/1.1.
  case http1 = "1.1"
  /// HTTP/2, agreed on within the TLS handshake; without TLS the same as `http1`.
  case http2 = "2"
  /// HTTP/2 from the first byte, without asking.
  case http2PriorKnowledge = "2-prior-knowledge"
}

/// What carries the requests of a load.
public enum TransportChoice: String, Hashable, Codable, Sendable, CaseIterable {
  /// The generator's own reader of HTTP/1.1, unless the options need libcurl's.
  case automatic
  /// libcurl's.
  case libcurl
}
