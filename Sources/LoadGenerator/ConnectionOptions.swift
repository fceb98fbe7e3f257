/// How connections are opened and used.
public struct ConnectionOptions: Hashable, Sendable {
  /// Requests after which a connection is closed; nil keeps connections.
  public var requestsPerConnection: Int?
  /// The maximum number of redirects that are followed.
  public var maximumRedirects: Int
  /// The maximum length in bytes of a body; a larger answer is a failure.
  public var maximumBodyBytes: Int
  /// The version of HTTP.
  public var version: HTTPVersion
  /// The maximum number of concurrent requests on one connection of HTTP/2.
  public var streamsPerConnection: Int
  /// A PEM file with certificates to trust instead of the system's.
  public var certificateAuthorityFile: String?
  /// Whether the server's certificate must be trusted and name the server.
  public var verifiesCertificate: Bool
  /// The HTTP implementation.
  public var transport: TransportChoice

  /// Creates options.
  public init(
    requestsPerConnection: Int? = nil, maximumRedirects: Int = 0,
    maximumBodyBytes: Int = 1 << 32, version: HTTPVersion = .http1,
    streamsPerConnection: Int = 100, certificateAuthorityFile: String? = nil,
    verifiesCertificate: Bool = true, transport: TransportChoice = .automatic
  ) {
    self.requestsPerConnection = requestsPerConnection
    self.maximumRedirects = maximumRedirects
    self.maximumBodyBytes = maximumBodyBytes
    self.version = version
    self.streamsPerConnection = streamsPerConnection
    self.certificateAuthorityFile = certificateAuthorityFile
    self.verifiesCertificate = verifiesCertificate
    self.transport = transport
  }
}

/// A version of HTTP, and how it is negotiated.
public enum HTTPVersion: String, Hashable, Codable, Sendable, CaseIterable {
  /// HTTP/1.1.
  case http1 = "1.1"
  /// HTTP/2, negotiated in the TLS handshake; without TLS the same as `http1`.
  case http2 = "2"
  /// HTTP/2 from the first byte, without negotiation.
  case http2PriorKnowledge = "2-prior-knowledge"
}

/// The HTTP implementation of a load.
public enum TransportChoice: String, Hashable, Codable, Sendable, CaseIterable {
  /// The generator's own HTTP/1.1, or libcurl where the options need it.
  case automatic
  /// libcurl.
  case libcurl
}
