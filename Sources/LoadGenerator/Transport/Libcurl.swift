import CCurl
import Glibc

/// What libcurl is asked for once a process.
enum Libcurl {
  /// Initialises libcurl when first read; true unless that failed.
  static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// libcurl's words for a result.
  static func text(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}

/// The version of libcurl that the process runs with.
public enum LibcurlVersion {
  /// libcurl and the libraries under it: `libcurl/7.88.1 OpenSSL/3.0.17 zlib/1.2.13`.
  public static var text: String { String(cString: curl_version()) }
}

/// A list of header lines in libcurl's form; kept as long as a handle may use it.
struct HeaderList {
  private(set) var list: UnsafeMutablePointer<curl_slist>?

  /// A list of fields in the order given.
  init(_ headers: [HeaderField]) {
    for field in headers {
      // A field without a value would remove one of libcurl's own; a semicolon sends it empty.
      let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
      list = curl_slist_append(list, line) ?? list
    }
  }

  /// Frees the list.
  func free() { curl_slist_free_all(list) }
}

extension Fault {
  /// The fault that a result of libcurl stands for; `timeout` is the limit that was running.
  init(_ code: CURLcode, systemError: Int, timeout: Fault, receivedBytes: Bool) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .nameFailure
    case CURLE_COULDNT_CONNECT:
      self = systemError == Int(ECONNREFUSED) || systemError == 0 ? .refused : .unreachable
    case CURLE_OPERATION_TIMEDOUT: self = timeout
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR: self = .reset
    case CURLE_RECV_ERROR: self = receivedBytes && systemError == 0 ? .malformed : .reset
    case CURLE_PARTIAL_FILE: self = .truncated
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM,
      CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP_RETURNED_ERROR:
      self = .malformed
    case CURLE_WRITE_ERROR, CURLE_OUT_OF_MEMORY, CURLE_FILESIZE_EXCEEDED: self = .tooLarge
    case CURLE_TOO_MANY_REDIRECTS: self = .tooManyRedirects
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CRL_BADFILE:
      self = .tlsFailure
    default: self = .transport
    }
  }
}
