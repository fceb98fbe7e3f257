/// One HTTP request of a load.
public struct LoadRequest: Hashable, Sendable {
  /// The request method.
  public enum Method: String, Hashable, Sendable {
    /// Requests a representation.
    case get = "GET"
    /// Requests its header fields only.
    case head = "HEAD"
  }

  /// The method.
  public var method: Method
  /// The request target: path and query, percent-encoded, with a leading slash.
  public var target: String
  /// Header fields in addition to `Host` and `User-Agent`, which the generator adds.
  public var headers: [HeaderField]
  /// The maximum length of the answer's body in bytes; a longer one is a failure, and its connection is
  /// closed.
  public var maximumBodyBytes: Int

  /// Creates a request for `target`.
  public init(
    method: Method = .get, target: String, headers: [HeaderField] = [],
    maximumBodyBytes: Int = .max
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.maximumBodyBytes = maximumBodyBytes
  }
}

/// The work of a load: iterations, which consist of steps, which consist of requests.
///
/// A user works on one iteration at a time. The requests of a step are sent together; the next step
/// starts when all of them have been answered. The table is built before the load starts, so that the
/// load neither formats nor allocates. A load that is longer than the table starts over: iteration `k`
/// is entry `k % iterationCount`.
public struct RequestTable: Sendable {
  /// All requests, in the order of iterations and steps.
  public private(set) var requests: [LoadRequest] = []
  /// For each step, the end index of its requests in `requests`.
  public private(set) var stepEnds: [Int] = []
  /// For each iteration, the end index of its steps in `stepEnds`.
  public private(set) var iterationEnds: [Int] = []
  /// The names of the parts with separate figures.
  public private(set) var partNames: [String] = []
  /// The part of each step.
  private var stepParts: [StepPart?] = []

  /// Creates an empty table.
  public init() {}

  /// Creates a table with one iteration per request.
  public init(_ requests: [LoadRequest]) {
    for request in requests { append(iteration: [[request]]) }
  }

  /// Adds an iteration; empty steps are omitted.
  ///
  /// `parts` contains the part of each step: its name, and whether it continues the part of the
  /// previous step if both have the same name. Steps beyond its end belong to no part.
  public mutating func append(
    iteration steps: [[LoadRequest]], parts: [(name: String, continues: Bool)?] = []
  ) {
    for (index, step) in steps.enumerated() where !step.isEmpty {
      requests += step
      stepEnds.append(requests.count)
      stepParts.append(numbered(index < parts.count ? parts[index] : nil))
    }
    iterationEnds.append(stepEnds.count)
  }

  private mutating func numbered(_ part: (name: String, continues: Bool)?) -> StepPart? {
    guard let part else { return nil }
    let known = partNames.firstIndex(of: part.name)
    if known == nil { partNames.append(part.name) }
    return StepPart(index: known ?? partNames.count - 1, continues: part.continues)
  }

  /// The part of a step, if it has one.
  func part(ofStep index: Int) -> StepPart? { stepParts[index] }

  /// The number of iterations.
  public var iterationCount: Int { iterationEnds.count }

  /// The indices of the steps of an iteration.
  public func steps(ofIteration index: Int) -> Range<Int> {
    (index == 0 ? 0 : iterationEnds[index - 1])..<iterationEnds[index]
  }

  /// The indices of the requests of a step.
  public func requests(ofStep index: Int) -> Range<Int> {
    (index == 0 ? 0 : stepEnds[index - 1])..<stepEnds[index]
  }
}

/// The part of an iteration to which a step belongs.
struct StepPart: Sendable {
  /// The index of the part's name in the table.
  let index: Int
  /// Whether it continues the part of the previous step.
  let continues: Bool
}
