import IIIF
import IIIFBench
import LoadGenerator
import Results
import Testing
import Verification

@Suite("Answers from a cache") struct CacheObservationTests {
  private let body = jpeg(width: 60, height: 40)

  private func verification(_ cache: CacheObservation) -> ImageVerification {
    ImageVerification(
      origin: "http://127.0.0.1:1", requests: ["/a", "/b"].map { LoadRequest(target: $0) },
      expectations: Array(
        repeating: Expectation(
          mediaTypes: ["image/jpeg"], size: PixelSize(width: 60, height: 40)), count: 2),
      cache: cache)
  }

  private func answer(_ field: String) -> Answer {
    Answer(fields: "Content-Type: image/jpeg\r\n\(field)", body: body)
  }

  @Test("Fields decide, and each phase has its own counts")
  func fields() {
    let cache = CacheObservation(rules: CacheHitRule.common)
    let verification = verification(cache)
    let verifier = verification.makeVerifier(thread: 0)
    func send(_ field: String, to request: Int) -> String {
      verification.verdict(on: answer(field), toRequest: request, by: verifier)
    }
    cache.begin(.cold)
    #expect(send("X-Cache: MISS\r\n", to: 0) == "right")
    #expect(send("X-Cache: MISS\r\n", to: 1) == "right")
    cache.begin(.window)
    for _ in 0..<3 { #expect(send("X-Cache: HIT\r\nAge: 0\r\n", to: 0) == "right") }
    #expect(send("X-Cache: EXPIRED\r\n", to: 1) == "right")
    cache.begin(.uncounted)
    #expect(send("X-Cache: HIT\r\n", to: 0) == "right")
    #expect(cache.recognition == .field("X-Cache"))
    let cold = cache.figures(of: .cold, seconds: 1, answersPerSecond: 2)
    #expect(cold.hits == 0 && cold.misses == 2 && cold.hitTime == nil)
    let warm = cache.figures(of: .window, seconds: 2, answersPerSecond: 2)
    #expect(warm.hits == 3 && warm.misses == 1 && warm.hitRatio == 0.75)
    #expect(warm.hitTime?.count == 3 && warm.missTime?.count == 1)
    #expect(verification.answeredRequests == 2)
  }

  @Test("Only valid answers count")
  func invalid() {
    let cache = CacheObservation(rules: CacheHitRule.common)
    cache.begin(.window)
    let wrong = Answer(status: 404, fields: "X-Cache: HIT\r\n", body: body)
    #expect(verification(cache).verdicts(wrong) == ["status-404"])
    #expect(cache.figures(of: .window, seconds: 1, answersPerSecond: 0).hitRatio == nil)
  }

  @Test("Without a field, an answer that takes half of the first one's time is a hit")
  func time() {
    let cache = CacheObservation(rules: CacheHitRule.common)
    let verification = verification(cache)
    let verifier = verification.makeVerifier(thread: 0)
    cache.begin(.window)
    // The first answer is slow: a part of it arrives after a wait.
    verifier.begin(request: 0)
    let begun = ContinuousClock.now
    while ContinuousClock.now - begun < .milliseconds(200) {}
    verifier.body(body.span)
    let fields = Array("Content-Type: image/jpeg\r\n".utf8)
    let summary = ResponseSummary(status: 200, bodyBytes: body.count)
    #expect(verifier.end(summary, fields: fields.span) == 0)
    for _ in 0..<3 {
      #expect(verification.verdict(on: answer(""), toRequest: 0, by: verifier) == "right")
    }
    #expect(cache.recognition == .time)
    let figures = cache.figures(of: .window, seconds: 1, answersPerSecond: 4)
    #expect(figures.misses >= 1 && figures.hits >= 1 && figures.hits + figures.misses == 4)
  }
}
