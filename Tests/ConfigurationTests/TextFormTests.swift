@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
import Testing

@Suite("Forms of texts")
struct TextFormTests {
  static let forms: [(String, TextForm)] = [
    ("line", .line), ("name", .name), ("serverLabel", .serverLabel), ("address", .address),
    ("prefix", .prefix), ("absoluteFolder", .absoluteFolder), ("relativePath", .relativePath),
    ("imageReference", .imageReference), ("variable", .variable), ("aptPackage", .aptPackage),
    ("substitute", .substitute), ("imageSource", .imageSource), ("sourceFormat", .sourceFormat),
    ("threshold", .threshold),
  ]

  static let samples = [
    "", " ", "a", "A", "-", "a-", "-a", "a-b", "a--b", "a_b", "a@b", "a@", "@b", "a@b@c", "1", "_a",
    "/", "/a", "/a/", "/a/b", "//", "a/", "a//b", ".", "..", "...", "a/..", "a/../b", "../a", "./a",
    ".a", "a/.b", "/a/..", "/.", "/..a", "/a b", "a b", "/{a}", "/a?b", "/a#b", "/a:b", "/a,b",
    "http://", "https://x", "http://x/y", "http:///y", "https://x y", "http://x/a b", "ftp://x",
    "reg/name:1", "reg:5000/name@sha256:ab", "Reg", "a\nb", "\n", "tiff", "jp2", "jp2-1x", "jp2-2x",
    "jp2-100x", "jp2-101x", "jpeg-q0", "jpeg-q1", "jpeg-q100", "jpeg-q101", "jpeg-q090", "a.b+c",
    "ä", "/ä", "äöü-a", "lib+x",
  ]

  @Test("The check and the pattern for editors accept the same texts", arguments: forms)
  func agreement(name: String, form: TextForm) throws {
    let pattern = try Regex(form.pattern)
    for sample in Self.samples {
      #expect(
        form.accepts(sample) == (try pattern.wholeMatch(in: sample) != nil), "\(name) \(sample)")
    }
  }
}
