@testable import IIIFBench
import Testing

@Suite("Characters that an identifier cannot hold")
struct IdentifierCharactersTests {
  @Test(
    "Characters and classes are found in names and replaced by _",
    arguments: [
      ("#", "page #1", "page _1"), ("$&", "a$&b$c", "a_b$c"), ("..", "a...b", "a_.b"),
      ("space", "page 1", "page_1"), ("non-ascii", "Bücher", "B_cher"),
      ("non-latin-1", "Bücher “1”", "Bücher _1_"), ("combining", "Bu\u{308}cher", "Bu_cher"),
    ])
  func found(characters: String, name: String, replaced: String) {
    let characters = IdentifierCharacters(rawValue: characters)
    #expect(characters.occur(in: name))
    #expect(Array(characters.replaced(in: name).unicodeScalars) == Array(replaced.unicodeScalars))
  }

  @Test(
    "Other names are unchanged",
    arguments: [
      ("#", "page 1"), ("combining", "B\u{FC}cher"), ("non-latin-1", "Bücher"), ("$&", "$"),
    ])
  func absent(characters: String, name: String) {
    let characters = IdentifierCharacters(rawValue: characters)
    #expect(!characters.occur(in: name))
    #expect(characters.replaced(in: name) == name)
  }
}
