@testable import Support
import Testing

@Suite("What was probably meant")
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

  @Test("Of words that are equally near, the one with the same first letter wins, then the first")
  func ties() {
    #expect(nearest("3.1", in: ["2.1", "3.0"]) == "3.0")
    #expect(nearest("cat", in: ["cut", "cot"]) == "cut")
  }

  @Test("A word of a megabyte is near to nothing, and found so at once")
  func longWord() {
    let word = String(repeating: "a", count: 1_000_000)
    #expect(nearest(word, in: [word]) == nil)
  }
}
