import Support
import Testing

@Suite("Shell commands")
struct ShellCommandTests {
  @Test(
    "Words are quoted only where a shell would change them",
    arguments: [
      (
        ["docker", "run", "--publish=127.0.0.1::80", "a/b:1.0@sha256"],
        "docker run --publish=127.0.0.1::80 a/b:1.0@sha256"
      ),
      (
        ["echo", "", "a b", "it's", "$HOME", "Ordner/ä.jpg", "x;y"],
        #"echo '' 'a b' 'it'\''s' '$HOME' Ordner/ä.jpg 'x;y'"#
      ),
    ])
  func text(words: [String], command: String) {
    #expect(ShellCommand.text(of: words) == command)
  }
}
