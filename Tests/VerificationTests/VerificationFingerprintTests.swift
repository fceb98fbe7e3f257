@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Results
@testable import Support
@testable import Verification
import Testing

@Suite("A body's fingerprint") struct VerificationFingerprintTests {
  private func fingerprint(_ body: [UInt8], partLength: Int = 100_000) -> UInt64 {
    var fingerprint = BodyFingerprint()
    fingerprint.reset()
    for start in stride(from: 0, to: body.count, by: partLength) {
      fingerprint.consume(body.span.extracting(start..<min(start + partLength, body.count)))
    }
    return fingerprint.finish()
  }

  private func noise(_ count: Int) -> [UInt8] {
    var random = SeededRandom(seed: 4)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  @Test(
    "It does not depend on the parts",
    arguments: [
      0, 1, 63, 64, 65, 255, 256, 257, 127, 128, 129, 1023, 1024, 1025, 4095, 4096, 4159, 4160,
      20_000,
    ])
  func parts(count: Int) {
    let body = noise(count)
    let whole = fingerprint(body)
    for length in [1, 3, 64, 100, 255, 256, 257, 4096, 5000] {
      #expect(fingerprint(body, partLength: length) == whole, "in parts of \(length)")
    }
  }

  @Test("A change of any covered byte changes it", arguments: [50, 1000, 9000])
  func changes(count: Int) {
    let body = noise(count)
    let whole = fingerprint(body)
    let covered = (0..<count).filter { $0 < 1024 || $0 % 4096 < 64 || $0 >= count - 128 }
    for index in covered {
      var other = body
      other[index] ^= 1
      #expect(fingerprint(other) != whole, "byte \(index)")
    }
  }

  @Test("Bodies that differ only in length have different fingerprints")
  func lengths() {
    let numbers = (0..<600).map { fingerprint([UInt8](repeating: 0, count: $0)) }
    #expect(Set(numbers).count == numbers.count)
  }

  @Test("It can be reused")
  func reuse() {
    let body = noise(5000)
    var used = BodyFingerprint()
    used.reset()
    used.consume(noise(777).span)
    used.reset()
    used.consume(body.span)
    #expect(used.finish() == fingerprint(body))
  }
}
