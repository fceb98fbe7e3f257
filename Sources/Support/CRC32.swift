package import Foundation

/// The cyclic redundancy check of Ethernet and gzip (RFC 1952 §8), which finds damaged data.
package enum CRC32 {
  /// The checksum of some bytes as eight hexadecimal digits.
  package static func hexadecimal(of bytes: some DataProtocol) -> String {
    var value: UInt32 = .max
    for region in bytes.regions {
      region.withUnsafeBytes { buffer in
        for byte in buffer {
          value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8
        }
      }
    }
    let digits = String(~value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }
}
