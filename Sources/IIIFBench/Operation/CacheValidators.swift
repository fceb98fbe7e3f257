/// The validators of an answer, which identify its version (RFC 9110 §8.8).
public struct CacheValidators: Hashable, Sendable {
  /// The value of `ETag`, including its quotation marks.
  public var entityTag: String?
  /// The value of `Last-Modified`.
  public var lastModified: String?

  /// Creates validators.
  public init(entityTag: String? = nil, lastModified: String? = nil) {
    self.entityTag = entityTag
    self.lastModified = lastModified
  }

  /// The header fields of a conditional request for the answer.
  ///
  /// A server that supports entity tags ignores the date (RFC 9110 §13.1.3).
  public var conditions: [String: String] {
    var fields: [String: String] = [:]
    fields["If-None-Match"] = entityTag
    fields["If-Modified-Since"] = lastModified
    return fields
  }
}
