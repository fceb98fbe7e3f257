@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Source formats")
struct SourceFormatTests {
  @Test("Names of groups are not names of formats")
  func groups() {
    #expect(
      SourceFormat.groups["jpeg-ladder"]?.map(\.name)
        == ["jpeg-q75", "jpeg-q80", "jpeg-q85", "jpeg-q90", "jpeg-q95", "jpeg-q100"])
    #expect(SourceFormat.groups["all"] == SourceFormat.common)
    #expect(SourceFormat.groups.keys.allSatisfy { SourceFormat(name: $0) == nil })
  }

  @Test("Names of formats are parsed, and the schema's pattern accepts the same names")
  func names() throws {
    let good = [
      "tiff", "tiff-pyramid", "tiff-pyramid-q1", "tiff-pyramid-q90", "jp2", "jp2-2x", "jp2-10x",
      "jp2-100x", "jpeg-q1", "jpeg-q90", "jpeg-q100",
    ]
    let bad = [
      "", "jpeg", "jpeg-q0", "jpeg-q09", "jpeg-q101", "jpeg-q9x", "jp2-1x", "jp2-10", "jp2-101x",
      "tiff-pyramid-q", "tiff-q90", "TIFF", "tiff ", "jpeg-q٩",
    ]
    let pattern = try Regex(SourceFormat.namePattern.source)
    for name in good {
      #expect(SourceFormat(name: name)?.name == name)
      #expect(name.wholeMatch(of: pattern) != nil)
    }
    for name in bad {
      #expect(SourceFormat(name: name) == nil)
      #expect(name.wholeMatch(of: pattern) == nil)
    }
  }
}
