import CCurl
import Glibc

extension HTTPClient {
  /// Whether the host of a URL is this machine or in a private network.
  ///
  /// A name counts if one of its addresses is private; one that does not resolve does not. Unix
  /// sockets are private.
  ///
  /// - Throws: ``LoadError`` if no thread can be started.
  public static func leadsToPrivateAddress(_ url: String) async throws -> Bool {
    guard let address = try? HTTPAddress(url) else { return false }
    if address.socket != nil { return true }
    let host = address.host.filter { !"[]".contains($0) }
    return try await onThread { () throws(LoadError) in host_is_private(host) != 0 }
  }
}

/// The environment's proxy, with which host names are not resolved here.
enum Environment {
  static var hasProxy: Bool {
    let names: [String] = [
      "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
    ]
    return names.contains { name in getenv(name).map { $0.pointee != 0 } ?? false }
  }
}
