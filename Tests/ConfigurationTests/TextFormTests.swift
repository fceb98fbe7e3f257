@testable import IIIFBench
@testable import Support
import Testing

@Suite("Text forms")
struct TextFormTests {
  /// Every form, with texts that have it.
  static let forms: [(name: String, form: TextForm, examples: [String])] = [
    ("line", .line, ["a text", " x ", "ä"]),
    ("name", .name, ["a", "one-two-3"]),
    ("serverLabel", .serverLabel, ["iipsrv", "a-b@c-d"]),
    ("address", .address, ["http://x", "https://x.y/z?a=b"]),
    ("prefix", .prefix, ["", "/iiif/2", "/a"]),
    ("absoluteFolder", .absoluteFolder, ["/images", "/a/.b", "/a/..b/..."]),
    ("relativePath", .relativePath, ["a", ".a/b c", "..a/b/..."]),
    ("imageReference", .imageReference, ["reg:5000/name@sha256:ab", "a.b/c:1"]),
    ("variable", .variable, ["_A1", "PATH"]),
    ("aptPackage", .aptPackage, ["lib+x", "a.b-1"]),
    ("substitute", .substitute, ["!", "~~"]),
    ("imageSource", .imageSource, ["sample", "https://x/manifest.json"]),
    (
      "sourceFormat", .sourceFormat,
      ["tiff", "jp2", "jpeg-q100", "tiff-pyramid", "tiff-pyramid-q9", "jp2-10x", "jp2-100x"]
    ),
    ("cpuSet", .cpuSet, ["0", "0-1,3", "1024-8191"]),
    ("memorySize", .memorySize, ["1", "2g", "512M", "999999999g", "999999999999999k"]),
    ("timeLength", .timeLength, ["90s", "10m", "1.5h", "0.125s"]),
    (
      "threshold", .threshold,
      [
        "p99(crop) > 500ms", " errors ( * )>=0 ", "error-rate(*) > 0.5%", "memory(*) < 1GB",
        "throughput(a-b, server=a@b, format=jp2-10x, rate=2.5) < 5/s", "cpu(*) > 10µs",
        "p50(*,concurrency = 10,replay-speed=1.5)<=1.25s",
      ]
    ),
  ]

  private static let random = Array("aZ09-_@/.:,+=%µ{}?# \t\n\r\u{2003}äsmgkx()*<>")

  /// The examples and texts near them: characters put in, left out, replaced and swapped.
  private static func texts(near examples: [String]) -> [String] {
    var random = SeededRandom(seed: 13)
    return examples
      + (0..<600).map { _ in
        var text = Array(examples.randomElement(using: &random) ?? "")
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let place = Int.random(in: 0...text.count, using: &random)
          let letter = Self.random.randomElement(using: &random) ?? "a"
          switch Int.random(in: 0..<4, using: &random) {
          case 0: text.insert(letter, at: place)
          case 1 where place < text.count: text.remove(at: place)
          case 2 where place < text.count: text[place] = letter
          case 3 where place + 1 < text.count: text.swapAt(place, place + 1)
          default: break
          }
        }
        return String(text)
      }
  }

  @Test(
    "The compiled pattern and another implementation accept the same texts",
    arguments: forms)
  func pattern(name: String, form: TextForm, examples: [String]) throws {
    let pattern = try Regex(form.pattern.source).matchingSemantics(.unicodeScalar)
    for example in examples { #expect(form.accepts(example), "\(name) \(example)") }
    let texts = Self.texts(near: examples)
    for text in texts {
      #expect(
        form.pattern.matches(text) == (try pattern.wholeMatch(in: text) != nil),
        "\(name) \(text.debugDescription)")
    }
    #expect(texts.contains { !form.pattern.matches($0) })
  }

  @Test("Parsers accept exactly the texts of their forms")
  func readers() throws {
    let readers: [String: (String) -> Bool] = [
      "sourceFormat": { SourceFormat(name: $0)?.name == $0 },
      "memorySize": { MemorySize.bytes($0).map { $0 > 0 } ?? false },
      "timeLength": { TimeLength.seconds($0) != nil },
      "cpuSet": { CPUSet($0) != nil },
      "threshold": { (try? Threshold($0)) != nil },
    ]
    for (name, form, examples) in Self.forms {
      guard let reads = readers[name] else { continue }
      for text in Self.texts(near: examples) {
        #expect(form.accepts(text) == reads(text), "\(name) \(text.debugDescription)")
      }
    }
  }

  @Test("A form can have a condition besides its pattern")
  func condition() {
    for text in ["1-0", "8192"] {
      #expect(TextForm.cpuSet.pattern.matches(text))
      #expect(!TextForm.cpuSet.accepts(text))
    }
  }
}
