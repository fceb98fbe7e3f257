/// A load cannot be run.
public enum LoadError: Error, Equatable {
  /// The plan is invalid.
  case invalidPlan([PlanProblem])
  /// The system has too few threads or too little memory.
  case noResources
}

/// A problem of a plan.
public enum PlanProblem: Hashable, Sendable {
  /// The origin is not `http://HOST[:PORT]`, `https://HOST[:PORT]` or `http+unix://SOCKET`.
  case origin(String)
  /// The request table is empty.
  case noRequests
  /// The iteration with this index has no requests.
  case emptyIteration(Int)
  /// The target of the request with this index does not begin with a slash, or contains a character
  /// that is not allowed in a request line.
  case target(Int, String)
  /// A header field of the request with this index contains a character that is not allowed.
  case headerField(Int, HeaderField)
  /// A number is below its minimum.
  case tooSmall(String, minimum: Int)
  /// A level of the stage with this index is negative or not finite.
  case stageLevel(Int)
  /// All levels are 0, or the first is 0 and there is a warm-up.
  case nothingInStages
  /// The percentile, the width or the confidence of the precision is out of range.
  case precision
  /// Requests per connection are limited to more than 1, but another option needs libcurl.
  case requestsPerConnection(Int)
  /// The rate is not a positive number.
  case rate(Double)
  /// The timetable is empty or out of order.
  case timetable
  /// The plan has both stages and a timetable.
  case stagesOfTimetable
}

extension LoadError: CustomStringConvertible {
  /// The message, with all problems of a plan.
  public var description: String {
    switch self {
    case .invalidPlan(let problems):
      "invalid load: " + problems.map(\.description).joined(separator: "; ")
    case .noResources:
      "too few threads or too little memory for this load; use fewer threads or connections"
    }
  }
}

extension PlanProblem: CustomStringConvertible {
  /// The message.
  public var description: String {
    switch self {
    case .origin(let origin):
      "the origin '\(origin)' does not have the form http://HOST[:PORT], https://HOST[:PORT] or "
        + "http+unix://SOCKET"
    case .noRequests: "there are no requests to send"
    case .emptyIteration(let index): "iteration \(index) has no requests"
    case .target(let index, let target):
      "request \(index): the target '\(target.printable)' must begin with a slash; blanks, control "
        + "characters and non-ASCII characters must be percent-encoded"
    case .headerField(let index, let field):
      "request \(index): the header field '\(field.name.printable)' contains characters that are "
        + "not allowed"
    case .tooSmall(let name, let minimum): "\(name) must be at least \(minimum)"
    case .stageLevel(let index): "stage \(index): levels must be 0 or more"
    case .nothingInStages:
      "a stage must have a level above 0; with a warm-up, the first stage must begin above 0"
    case .precision:
      "the precision needs a percentile and a confidence between 0 and 100 % and a width above 0"
    case .requestsPerConnection(let limit):
      "a limit of \(limit) requests per connection does not work with HTTP/2, redirects or libcurl; "
        + "use 1 or no limit"
    case .rate(let rate): "the rate must be a positive number, not \(rate)"
    case .timetable: "the times of the timetable must be 0 or more and in increasing order"
    case .stagesOfTimetable: "a load cannot have both stages and a timetable"
    }
  }
}

extension String {
  /// The string on one line, with control characters escaped.
  fileprivate var printable: String {
    unicodeScalars.map { $0.value < 32 ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}
