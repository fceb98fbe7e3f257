import Foundation
import IIIF
import IIIFBench
import LoadGenerator
import Results
import Verification

/// Requests the URLs in a valid answer and judges where they lead.
struct LinkCheck {
  /// The links of the answer's expectation.
  var links: [FollowedLink]

  private static let timeout = Duration.seconds(10)
  /// Hosts that mean "this host" and are no destination (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2).
  private static let unspecifiedHosts: Set = ["0.0.0.0", "[::]", "::"]

  /// The first problem; nil if all links lead to a valid answer.
  ///
  /// - Throws: `CancellationError`.
  func problem(in exchange: Exchange) async throws -> ErrorExample? {
    guard let answer = exchange.answer else { return nil }
    for link in links {
      if let found = try await finding(of: link, in: answer) {
        return ErrorExample(
          kind: "wrong-link", url: exchange.url, expected: "'\(link.name)' to be followed",
          found: found)
      }
    }
    return nil
  }

  private func finding(of link: FollowedLink, in answer: HTTPResponse) async throws -> String? {
    let text =
      switch link.place {
      case .field(let name): answer.value(ofField: name)
      case .informationID: (try? ImageInformation(json: answer.body)).map { $0.id + "/info.json" }
      }
    guard let text else { return "no '\(link.name)'" }
    guard let url = URL(string: text, relativeTo: URL(string: answer.finalURL))?.absoluteURL,
      let host = url.host(percentEncoded: false)
    else { return "'\(text)', which is no URL" }
    if Self.unspecifiedHosts.contains(host) {
      return "'\(text)', whose host is no address that a client can reach"
    }
    do {
      let target = try await HTTPClient().fetch(
        url.absoluteString, timeout: Self.timeout, maximumRedirects: 5)
      return Self.finding(in: target, link.expectation).map { "'\(text)', which leads to \($0)" }
    } catch let error as HTTPClientError {
      return "'\(text)', which leads nowhere (\(error.description))"
    }
  }

  private static func finding(in answer: HTTPResponse, _ expectation: Expectation) -> String? {
    guard expectation.statuses.contains(answer.status) else { return "status \(answer.status)" }
    return expectation.check?(answer.body)
  }
}
