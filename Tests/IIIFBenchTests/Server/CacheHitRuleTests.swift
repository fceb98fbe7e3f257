import IIIFBench
import Testing

@Suite("How answers say that they come from a cache") struct CacheHitRuleTests {
  private func rule(_ field: String) throws -> CacheHitRule {
    try #require(CacheHitRule.common.first { $0.field == field })
  }

  @Test(
    "The fields of common caches are understood",
    arguments: [
      ("X-Cache", "HIT", true), ("X-Cache", "MISS", false), ("X-Cache", "hit", true),
      ("X-Cache", "Hit from cloudfront", true), ("X-Cache", "Miss from cloudfront", false),
      ("X-Cache", "MISS, HIT", true), ("X-Cache", "TCP_MEM_HIT from a.example", true),
      ("X-Cache", "EXPIRED", false), ("X-Cache", "BYPASS", false), ("X-Cache", "", false),
      ("CF-Cache-Status", "REVALIDATED", true), ("CF-Cache-Status", "DYNAMIC", false),
      ("Cache-Status", "ExampleCache; hit; ttl=30", true),
      ("Cache-Status", "OriginCache; fwd=miss; stored", false),
      ("Age", "17", true), ("Age", "0", false), ("Age", "none", false),
    ])
  func common(field: String, value: String, isHit: Bool) throws {
    #expect(try rule(field).isHit(value) == isHit)
  }

  @Test("A rule of one's own has its own words")
  func own() {
    let rule = CacheHitRule(field: "X-Mine", hits: ["served"])
    #expect(rule.isHit("served by b1"))
    #expect(!rule.isHit("HIT"))
  }
}
