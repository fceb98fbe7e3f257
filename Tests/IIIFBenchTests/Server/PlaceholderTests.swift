@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Placeholders")
struct PlaceholderTests {
  @Test("Words in braces are found with their places")
  func occurrences() {
    #expect(
      Placeholder.occurrences(in: "ä{port}{{images}} {} {-a} {A} {no-such} {files").map {
        "\($0.name) \($0.offset)"
      } == ["port 1", "images 8", "no-such 30"])
  }

  @Test("Known placeholders are replaced, and other braces are kept")
  func fill() {
    #expect(
      Placeholder.fill(
        "{port}: {{port}} {colour} {images} { port }", with: [.port: "80", .images: "{port}"])
        == "80: {80} {colour} {port} { port }")
  }
}
