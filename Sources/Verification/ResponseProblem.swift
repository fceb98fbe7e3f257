/// A problem of a complete answer.
package enum ResponseProblem: Hashable, Sendable {
  /// An invalid status that is not a redirect.
  case status(Int)
  /// A redirect that was not followed.
  case redirected
  /// A success without a body.
  case empty
  /// An invalid media type, or a body in another format than the header claims.
  case wrongType
  /// An incomplete image.
  case truncated
  /// An image of another size.
  case wrongSize
  /// The whole image, but smaller than requested, which is less work.
  case shrunk
  /// The unchanged source file, although something else was requested.
  case passedThrough
  /// A missing or invalid header field.
  case wrongHeader
  /// A body that the operation's check rejects.
  case wrongContent
  /// A body that differs from the first valid answer to the same request.
  case changed

  /// The statuses that have a kind of their own.
  private static let statuses = [
    400, 401, 403, 404, 405, 406, 410, 413, 414, 415, 429, 500, 501, 502, 503, 504,
  ]
  private static let others: [ResponseProblem] = [
    .redirected, .empty, .wrongType, .truncated, .wrongSize, .shrunk, .passedThrough, .wrongHeader,
    .wrongContent,
    .changed,
  ]

  /// The names of all kinds in results, in the order of ``kindIndex``.
  package static let kinds =
    statuses.map { ResponseProblem.status($0).kind } + ["status-other"] + others.map(\.kind)

  /// The place of the problem's name in ``kinds``.
  package var kindIndex: Int {
    if case .status(let code) = self {
      return Self.statuses.firstIndex(of: code) ?? Self.statuses.count
    }
    return Self.statuses.count + 1 + (Self.others.firstIndex(of: self) ?? 0)
  }

  /// The problem's name in results.
  package var kind: String {
    switch self {
    case .status(401): "unauthorised"
    case .status(let code): Self.statuses.contains(code) ? "status-\(code)" : "status-other"
    case .redirected: "redirected"
    case .empty: "empty"
    case .wrongType: "wrong-type"
    case .truncated: "truncated"
    case .wrongSize: "wrong-size"
    case .shrunk: "shrunk"
    case .passedThrough: "passed-through"
    case .wrongHeader: "wrong-header"
    case .wrongContent: "wrong-content"
    case .changed: "changed"
    }
  }
}
