/// Percent-encodes an identifier for use in a request URI (Image API 2.1 §9, 3.0 §9).
///
/// Encodes everything except unreserved characters (RFC 3986 §2.3) and `:`, which the specification
/// does not encode. Slashes become `%2F` unless `keepsSlashes` is set.
package func percentEncoded(identifier: String, keepsSlashes: Bool = false) -> String {
  var encoded: [UInt8] = []
  encoded.reserveCapacity(identifier.utf8.count)
  for byte in identifier.utf8 {
    if isUnreserved(byte) || byte == UInt8(ascii: ":")
      || (keepsSlashes && byte == UInt8(ascii: "/"))
    {
      encoded.append(byte)
    } else {
      let digits = Array("0123456789ABCDEF".utf8)
      encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"):
    true
  default: false
  }
}
