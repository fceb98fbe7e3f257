import CCurl

/// What libcurl is asked for once a process.
enum Libcurl {
  /// Initialises libcurl when first read; true unless that failed.
  static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
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
