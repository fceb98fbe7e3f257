import CCurl
import Glibc

// Codes that supported versions of libcurl do not name are given by number.

extension CURLcode {
  /// A header line over libcurl's limit, since 8.6; before, it is `CURLE_OUT_OF_MEMORY`.
  fileprivate static let tooLarge = CURLcode(rawValue: 100)
  /// Encrypted Client Hello failed, since 8.8.
  fileprivate static let clientHello = CURLcode(rawValue: 101)
}

extension Fault {
  /// The fault for a result of libcurl; `timeout` is the fault for an exceeded time limit.
  init(_ code: CURLcode, systemError: Int, timeout: Fault, receivedBytes: Bool) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .nameFailure
    case CURLE_COULDNT_CONNECT: self = Fault(failedConnect: systemError)
    case CURLE_OPERATION_TIMEDOUT: self = timeout
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR: self = .reset
    case CURLE_RECV_ERROR: self = receivedBytes && systemError == 0 ? .malformed : .reset
    case CURLE_PARTIAL_FILE: self = .truncated
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM,
      CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP_RETURNED_ERROR:
      self = .malformed
    case CURLE_WRITE_ERROR, CURLE_OUT_OF_MEMORY, CURLE_FILESIZE_EXCEEDED, CURLcode.tooLarge:
      self = .tooLarge
    case CURLE_TOO_MANY_REDIRECTS: self = .tooManyRedirects
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CRL_BADFILE, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
      CURLE_SSL_CLIENTCERT, CURLcode.clientHello:
      self = .tlsFailure
    default: self = .transport
    }
  }
}

extension Fault {
  /// The errors of the system for a process that has reached a limit.
  private static let ownLimits = [EMFILE, ENFILE, ENOBUFS, ENOMEM, EADDRNOTAVAIL].map(Int.init)

  /// The fault for a connection that could not be opened.
  ///
  /// libcurl has no error of the system if it cannot create a socket.
  init(failedConnect systemError: Int) {
    if Self.ownLimits.contains(systemError) || (systemError == 0 && hasNoDescriptorLeft()) {
      self = .generatorLimit
    } else {
      self = systemError == Int(ECONNREFUSED) || systemError == 0 ? .refused : .unreachable
    }
  }
}

/// Whether this process cannot open another file.
func hasNoDescriptorLeft() -> Bool {
  let descriptor = dup(STDERR_FILENO)
  if descriptor >= 0 { close(descriptor) }
  return descriptor < 0 && [EMFILE, ENFILE].contains(errno)
}

extension Libcurl {
  /// The details of a result in addition to its fault, if any.
  ///
  /// libcurl's messages change between versions, so that they only serve for results that no fetch is
  /// known to have.
  static func detail(of code: CURLcode, systemError: Int) -> String? {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_OPERATION_TIMEDOUT, CURLE_GOT_NOTHING,
      CURLE_PARTIAL_FILE, CURLE_TOO_MANY_REDIRECTS:
      nil
    case CURLE_COULDNT_RESOLVE_PROXY: "it is the proxy's name"
    case CURLE_COULDNT_CONNECT:
      systemError == Int(ECONNREFUSED) || systemError == 0 ? nil : systemMessage(systemError)
    case CURLE_SEND_ERROR: "while the request was sent"
    case CURLE_RECV_ERROR: systemError == 0 ? nil : systemMessage(systemError)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: "it is not HTTP"
    case CURLE_HTTP2: "a connection error of HTTP/2"
    case CURLE_HTTP2_STREAM: "a stream error of HTTP/2"
    case CURLE_BAD_CONTENT_ENCODING: "its content coding is not the declared one"
    case CURLE_OUT_OF_MEMORY, CURLcode.tooLarge:
      "its header section has over \(ResponseHead.maximumBytes) bytes"
    case CURLE_URL_MALFORMAT: "an address is malformed"
    default: tlsDetail(of: code) ?? otherDetail(of: code)
    }
  }

  private static func tlsDetail(of code: CURLcode) -> String? {
    switch code {
    case CURLE_SSL_CONNECT_ERROR: "the handshake failed"
    case CURLE_PEER_FAILED_VERIFICATION: "the certificate is not trusted"
    case CURLE_SSL_ISSUER_ERROR: "the certificate has another issuer"
    case CURLE_SSL_INVALIDCERTSTATUS: "the certificate has no valid status"
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH: "the server has another key"
    case CURLE_SSL_CACERT_BADFILE: "the file of certificate authorities cannot be read"
    case CURLE_SSL_CRL_BADFILE: "the list of revoked certificates cannot be read"
    case CURLE_SSL_CERTPROBLEM: "the client's certificate cannot be used"
    case CURLE_SSL_CLIENTCERT: "the server asks for a client's certificate"
    case CURLE_SSL_CIPHER: "the cipher cannot be used"
    case CURLE_USE_SSL_FAILED: "the server refuses TLS"
    case CURLcode.clientHello: "the encrypted client hello failed"
    default: nil
    }
  }

  private static func otherDetail(of code: CURLcode) -> String {
    "result \(code.rawValue) of libcurl: \(String(cString: curl_easy_strerror(code)))"
  }

  private static func systemMessage(_ error: Int) -> String {
    String(cString: strerror(Int32(truncatingIfNeeded: error)))
  }
}
