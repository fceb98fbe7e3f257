/// Why a load could not be run.
public enum LoadError: Error, Equatable {
  /// The plan contradicts itself or asks for the impossible; all that is wrong with it.
  case invalidPlan([PlanProblem])
  /// The system has no thread or no memory for the load.
  case noResources
}

/// Something that is wrong with a plan.
public enum PlanProblem: Hashable, Sendable {
  /// The origin is not `http://HOST[:PORT]` or `https://HOST[:PORT]`.
  case origin(String)
  /// There is nothing to send.
  case noRequests
  /// The iteration with this index has no request.
  case emptyIteration(Int)
  /// The target of the request with this index does not begin with a slash, or has a character
  /// that a request line cannot carry.
  case target(Int, String)
  /// A header field of the request with this index has a character that it cannot carry.
  case headerField(Int, HeaderField)
  /// A number that has to be larger is called so in the plan.
  case tooSmall(String, minimum: Int)
  /// A level of the stage with this index is not a number from 0 on.
  case stageLevel(Int)
  /// All stages have the level 0, or there is a warm-up and the first stage begins with 0.
  case nothingInStages
  /// The percentile, the width or the confidence of the precision cannot be reached.
  case precision
  /// A limit of requests per connection other than 1 together with what libcurl is needed for.
  case requestsPerConnection(Int)
  /// The rate is not a positive number.
  case rate(Double)
  /// The timetable is empty, or its times are not in their order.
  case timetable
  /// There are stages beside a timetable.
  case stagesOfTimetable
}

extension LoadError: CustomStringConvertible {
  /// The error in words, with everything that is wrong with a plan.
  public var description: String {
    switch self {
    case .invalidPlan(let problems):
      "this load cannot be run: " + problems.map(\.description).joined(separator: "; ")
    case .noResources:
      "the system has no thread or no memory left for the load; use fewer threads or connections"
    }
  }
}

extension PlanProblem: CustomStringConvertible {
  /// The problem in words.
  public var description: String {
    switch self {
    case .origin(let origin):
      "the origin '\(origin)' is not of the form http://HOST[:PORT] or https://HOST[:PORT]"
    case .noRequests: "there are no requests to send"
    case .emptyIteration(let index): "iteration \(index) has no requests"
    case .target(let index, let target):
      "request \(index): the target '\(target.printable)' must begin with a slash, and blanks, "
        + "control characters and characters outside ASCII in it must be percent-encoded"
    case .headerField(let index, let field):
      "request \(index): the header field '\(field.name.printable)' has a name or a value that "
        + "cannot be sent"
    case .tooSmall(let name, let minimum): "\(name) must be at least \(minimum)"
    case .stageLevel(let index): "stage \(index): levels must be numbers from 0 on"
    case .nothingInStages:
      "the stages leave nothing to do: some level must be above 0, and the first, too, with a "
        + "warm-up"
    case .precision:
      "the precision must have a percentile and a confidence between 0 and 100 % and a width above 0"
    case .requestsPerConnection(let limit):
      "\(limit) requests per connection cannot be kept to with HTTP/2, redirects, content codings "
        + "or libcurl's transport; use 1 or no limit"
    case .rate(let rate): "the rate must be a positive number, not \(rate)"
    case .timetable: "the timetable must have times from 0 on, each not before the last"
    case .stagesOfTimetable: "stages cannot change a timetable; leave out one of them"
    }
  }
}

extension String {
  /// The string with its control characters escaped, so that it stays on one line.
  fileprivate var printable: String {
    unicodeScalars.map { $0.value < 32 ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}
