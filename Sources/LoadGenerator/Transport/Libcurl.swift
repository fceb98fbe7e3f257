import CCurl

/// The global state of libcurl.
enum Libcurl {
  /// Whether libcurl is initialised, which happens on first use.
  static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}

/// The version of libcurl at run time.
public enum LibcurlVersion {
  /// libcurl and its libraries: `libcurl/7.88.1 OpenSSL/3.0.17 zlib/1.2.13`.
  public static var text: String { String(cString: curl_version()) }
}

/// A list of header lines for libcurl; it must outlive the handles that use it.
struct HeaderList {
  private(set) var list: UnsafeMutablePointer<curl_slist>?

  /// Creates a list of fields in the given order, without libcurl's own fields of some names.
  init(_ headers: [HeaderField], withoutOwn removed: [String] = []) {
    for name in removed { list = curl_slist_append(list, "\(name):") ?? list }
    for field in headers {
      // `Name:` removes one of libcurl's fields; `Name;` sends an empty one.
      let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
      list = curl_slist_append(list, line) ?? list
    }
  }

  /// Frees the list.
  func free() { curl_slist_free_all(list) }
}
