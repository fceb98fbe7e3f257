/// What can be wrong with a complete answer.
package enum ResponseProblem: Hashable, Sendable {
  /// Another status than is right, redirects apart.
  case status(Int)
  /// A redirect that was not followed.
  case redirected
  /// A success without a body.
  case empty
  /// Another media type than is right, or a body of another format than the header says.
  case wrongType
  /// An image that breaks off.
  case truncated
  /// An image of another size.
  case wrongSize
  /// The whole image, but smaller: less work than was asked for.
  case shrunk
  /// The source file as it is, although something else was asked for.
  case passedThrough
  /// A header field that is missing or says something else.
  case wrongHeader
  /// A body that the operation's own check found wrong.
  case wrongContent
  /// Another body than the first valid answer to the same request had.
  case changed

  /// The statuses that are counted on their own.
  private static let statuses = [
    400, 401, 403, 404, 405, 406, 410, 413, 414, 415, 429, 500, 501, 502, 503, 504,
  ]
  private static let others: [ResponseProblem] = [
    .redirected, .empty, .wrongType, .truncated, .wrongSize, .shrunk, .passedThrough, .wrongHeader,
    .wrongContent,
    .changed,
  ]

  /// The names of all kinds, as they stand in results, in the order of ``kindIndex``.
  package static let kinds =
    statuses.map { "status-\($0)" } + ["status-other"] + others.map(\.kind)

  /// The place of the problem's name in ``kinds``.
  package var kindIndex: Int {
    if case .status(let code) = self {
      return Self.statuses.firstIndex(of: code) ?? Self.statuses.count
    }
    return Self.statuses.count + 1 + (Self.others.firstIndex(of: self) ?? 0)
  }

  /// The problem's name, as it stands in results.
  package var kind: String {
    switch self {
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
