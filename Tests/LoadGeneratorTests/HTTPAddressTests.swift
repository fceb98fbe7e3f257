import Testing

@testable import LoadGenerator

@Suite("The address of a URL") struct HTTPAddressTests {
  @Test(
    "It consists of the host and the port, or the scheme's default port",
    arguments: [
      ("http://a.example/x", "a.example:80"), ("HTTPS://a.example", "a.example:443"),
      ("http://127.0.0.1:8080?x", "127.0.0.1:8080"), ("http://a:/x", "a:80"),
      ("http://user:secret@a:81/x@y:82", "a:81"), ("http://[::1]:8080/", "[::1]:8080"),
      ("https://[::1]/a:b", "[::1]:443"),
      ("http+unix://%2Frun%2Fa%20b.sock/x", "/run/a b.sock"),
      ("http://bücher.example#x", "bücher.example:80"),
    ])
  func address(url: String, address: String) throws {
    #expect(try HTTPAddress(url).description == address)
  }

  @Test(
    "A refused URL has a reason",
    arguments: [
      ("ftp://a/x", HTTPAddress.Refusal.scheme), ("a.example/x", .scheme), ("http:a", .scheme),
      ("httpx://a/", .scheme), ("", .scheme), ("http://a/b c", .character),
      ("http://a/b\u{7F}", .character), ("http://a\r\nX: y/", .character),
      ("http+unix:///x", .scheme), ("http+unix://%2", .scheme), ("http:///x", .authority),
      ("http://:80/", .authority), ("http://a:x/", .authority),
      ("http://a:65536/", .authority), ("http://a:+8/", .authority), ("http://[::1/", .authority),
      ("http://[::1]8080/", .authority), ("http://a:b:80/", .authority),
    ])
  func refusal(url: String, refusal: HTTPAddress.Refusal) {
    #expect(throws: refusal) { try HTTPAddress(url) }
  }

  @Test("Proxies do not apply to this host")
  func thisHost() throws {
    for url in ["http://localhost:1/", "http://127.1.2.3", "http://[::1]/", "http+unix://a/"] {
      #expect(try HTTPAddress(url).isOnThisHost, "\(url)")
    }
    #expect(try !HTTPAddress("http://example.org/").isOnThisHost)
  }
}
