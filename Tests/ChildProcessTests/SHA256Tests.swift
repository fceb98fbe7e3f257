import Foundation
import TestSupport
import Testing

@testable import ChildProcess
@testable import Support

@Suite("SHA-256")
struct SHA256Tests {
  /// The examples of FIPS 180-4, and lengths at the limits of the padding.
  @Test(
    "A message has the checksum that NIST publishes for it",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func published(message: String, sum: String) {
    #expect(SHA256.hexadecimal(of: message) == sum)
  }

  @Test("A file has the checksum of its bytes, whatever its name and length")
  func file() async throws {
    try await withTemporaryFolder { folder in
      for length in [0, 55, 56, 63, 64, 65, 119, 120, 1000] {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let file = folder.appending(path: "-b a\\ckslash \(length)\nü")
        try Data(bytes).write(to: file)
        #expect(try await SHA256.hexadecimal(of: file) == SHA256.hexadecimal(of: bytes))
      }
    }
  }
}
