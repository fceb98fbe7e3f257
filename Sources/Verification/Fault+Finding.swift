import LoadGenerator

extension Fault {
  /// What came instead of an answer, a few words.
  var finding: String {
    switch self {
    case .refused: "no connection, because nothing listens at the address,"
    case .unreachable: "no connection, because the address cannot be reached,"
    case .generatorLimit: "no connection, because the load generator has reached a limit,"
    case .reset: "a closed connection without an answer"
    case .connectTimeout: "no connection"
    case .firstByteTimeout: "no byte of an answer"
    case .idleTimeout: "an answer that stopped"
    case .totalTimeout: "an incomplete answer"
    case .truncated: "a closed connection within the answer"
    case .malformed: "an answer that is not valid HTTP"
    case .tooLarge: "an answer that is too large"
    case .nameFailure: "a host name that does not resolve"
    case .tlsFailure: "a failed TLS handshake"
    case .tooManyRedirects: "too many redirects"
    case .backPressure: "status 503 with Retry-After"
    case .transport: "a failed transfer"
    }
  }
}
