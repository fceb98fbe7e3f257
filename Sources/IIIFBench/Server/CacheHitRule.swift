/// How an answer's header says whether the answer comes from a cache.
package struct CacheHitRule: Codable, Hashable, Sendable {
  /// The name of the header field.
  package var field: String
  /// Words of which one is in the value of a hit; empty if a number above 0 marks a hit.
  package var hits: [String]

  /// Creates a rule.
  package init(field: String, hits: [String]) {
    self.field = field
    self.hits = hits
  }

  /// The words for answers from a cache in the fields of nginx, Varnish, Squid, Cloudflare, CloudFront
  /// and others; nginx's variable `upstream_cache_status` has all of them.
  package static let commonHits = ["HIT", "STALE", "UPDATING", "REVALIDATED"]

  /// The fields that caches use, the most specific first.
  package static let common = [
    // RFC 9211 §2: `ExampleCache; hit; ttl=30` or `ExampleCache; fwd=miss`.
    CacheHitRule(field: "Cache-Status", hits: ["hit"]),
    CacheHitRule(field: "CF-Cache-Status", hits: commonHits),
    CacheHitRule(field: "X-Cache-Status", hits: commonHits),
    CacheHitRule(field: "X-Proxy-Cache", hits: commonHits),
    CacheHitRule(field: "X-Cache", hits: commonHits + ["TCP_HIT", "TCP_MEM_HIT"]),
    // RFC 9111 §5.1: the seconds since the origin generated the answer; some caches also send 0 with
    // an answer that they have just fetched.
    CacheHitRule(field: "Age", hits: []),
  ]

  /// Whether the value of the field marks a hit.
  package func isHit(_ value: String) -> Bool {
    if hits.isEmpty { return value.split(separator: ",").contains { Self.seconds($0) > 0 } }
    let words = value.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    return words.contains { word in
      hits.contains { $0.lowercased() == word.lowercased() }
    }
  }

  private static func seconds(_ text: Substring) -> Int {
    Int(text.filter { !$0.isWhitespace }) ?? 0
  }
}

/// Whether the caches of servers are switched off or measured.
package enum CacheUse: String, Codable, Hashable, Sendable, CaseIterable {
  /// They are switched off, and a server with a cache is set apart.
  case off
  /// They are on, and servers are compared by what they answer from them.
  case wanted
}
