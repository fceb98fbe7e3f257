import Foundation

/// Addresses as they occur in manifests and lists, made valid as browsers do (WHATWG URL §4.4).
package enum WebAddress {
  /// An absolute `http` or `https` address.
  ///
  /// Blanks at the ends are removed, characters that URLs cannot hold are percent-encoded, and a
  /// relative address is resolved.
  ///
  /// - Parameters:
  ///   - text: The text of the address.
  ///   - base: The address of the document that contains it.
  /// - Returns: Nil if it has another scheme or is not an address.
  package static func absolute(_ text: String, in base: String) -> String? {
    let encoded = encoded(text)
    guard !encoded.isEmpty else { return nil }
    if let scheme = scheme(of: encoded) {
      guard ["http", "https"].contains(scheme), encoded.dropFirst(scheme.count).hasPrefix("://")
      else { return nil }
      return encoded
    }
    return URL(string: encoded, relativeTo: URL(string: base))?.absoluteURL.absoluteString
  }

  /// The base URI of an image service: without the slash or the `/info.json` that some manifests
  /// append.
  package static func serviceBase(_ address: String) -> String {
    var base = address[...]
    if base.hasSuffix("/info.json") { base = base.dropLast("/info.json".count) }
    while base.hasSuffix("/") { base = base.dropLast() }
    return String(base)
  }

  /// The host of an address, without brackets; nil if there is none.
  package static func host(of address: String) -> String? {
    URL(string: address)?.host(percentEncoded: false)
  }

  private static func encoded(_ text: String) -> String {
    let isBlank: (UInt8) -> Bool = { $0 <= 32 || $0 == 127 }
    let bytes = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    var result = ""
    for byte in bytes where byte >= 32 {
      let needsEscape = byte == 32 || byte > 126 || "\"<>\\^`{|}".utf8.contains(byte)
      result +=
        needsEscape
        ? "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        : String(Unicode.Scalar(byte))
    }
    return result
  }

  private static func scheme(of text: String) -> String? {
    guard let colon = text.firstIndex(of: ":"), text.first?.isLetter == true else { return nil }
    let scheme = text[..<colon]
    return scheme.allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
      ? scheme.lowercased() : nil
  }
}
