@testable import Support
import Testing

@Suite("Suggestions")
struct NearestTests {
  @Test(
    "A letter missing, added, replaced or swapped is near",
    arguments: [
      ("prt", "port"), ("portt", "port"), ("pert", "port"), ("prot", "port"), ("PORT", "port"),
      ("iipsvr", "iipsrv"), ("full_size", "full-size"),
    ])
  func near(word: String, meant: String) {
    #expect(nearest(word, in: ["command", "port", "iipsrv", "full-size"]) == meant)
  }

  @Test("Words that share few letters are not near", arguments: ["", "x", "colour", "harbour"])
  func far(word: String) {
    #expect(nearest(word, in: ["port", "a", "process"]) == nil)
  }

  @Test("Among equally near words, the one with the same first letter wins, then the first")
  func ties() {
    #expect(nearest("3.1", in: ["2.1", "3.0"]) == "3.0")
    #expect(nearest("cat", in: ["cut", "cot"]) == "cut")
  }

  @Test("A very long word is near to nothing and rejected quickly")
  func longWord() {
    let word = String(repeating: "a", count: 1_000_000)
    #expect(nearest(word, in: [word]) == nil)
  }
}
