/// What tells versions of an answer apart (RFC 9110 §8.8).
public struct CacheValidators: Hashable, Sendable {
  /// The value of `ETag`, with its quotation marks.
  public var entityTag: String?
  /// The value of `Last-Modified`.
  public var lastModified: String?

  /// Takes what an answer came with.
  public init(entityTag: String? = nil, lastModified: String? = nil) {
    self.entityTag = entityTag
    self.lastModified = lastModified
  }

  /// The header fields of a request that wants the answer only if it is another version; of the two
  /// a server heeds the tag when it knows tags (RFC 9110 §13.1.3).
  public var conditions: [String: String] {
    var fields: [String: String] = [:]
    fields["If-None-Match"] = entityTag
    fields["If-Modified-Since"] = lastModified
    return fields
  }
}
