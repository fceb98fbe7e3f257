package import LoadGenerator

/// What all requests to a server carry: its load, checks and probes send the same header fields.
///
/// Certificates and time limits are those of `ConnectionSettings.current`.
package struct ServerConnection: Sendable {
  /// Header fields of every request; their values are secrets.
  package var headers: [HeaderField]

  /// Creates options; without arguments, those of a public server.
  package init(headers: [HeaderField] = []) {
    self.headers = headers
  }

  /// A client that sends the header fields.
  package var client: HTTPClient {
    var client = HTTPClient()
    client.headers = headers
    return client
  }

  /// The same client, which decodes what a server compresses unasked.
  package var decodingClient: HTTPClient {
    var client = client
    client.decodesContent = true
    return client
  }
}
