/// One HTTP request of a load, as a value that is prepared before the clock starts.
public struct LoadRequest: Hashable, Sendable {
  /// The request method.
  public enum Method: String, Hashable, Sendable {
    /// Asks for a representation.
    case get = "GET"
    /// Asks for its header fields only.
    case head = "HEAD"
  }

  /// The method, `GET` unless said otherwise.
  public var method: Method
  /// The request target: path and query, percent-encoded, beginning with a slash.
  public var target: String
  /// Header fields beyond `Host` and `User-Agent`, which the generator writes itself.
  public var headers: [HeaderField]

  /// Creates a request for `target`.
  public init(method: Method = .get, target: String, headers: [HeaderField] = []) {
    self.method = method
    self.target = target
    self.headers = headers
  }
}

/// A header field.
public struct HeaderField: Hashable, Codable, Sendable {
  /// The field's name; case does not matter.
  public var name: String
  /// The field's value, without line breaks.
  public var value: String

  /// Creates a header field.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// The work of a load: iterations of steps of requests, addressed by index.
///
/// An iteration is what one user does at a time. The requests of a step go out together, the next
/// step starts when all of them have been answered. The table is made before the load starts, so
/// that the load itself neither formats nor allocates. Iteration `k` of a load that is longer than
/// the table is entry `k % iterationCount`.
public struct RequestTable: Sendable {
  /// All requests, in the order of iterations and steps.
  public private(set) var requests: [LoadRequest] = []
  /// For each step, the index in `requests` behind its last request.
  public private(set) var stepEnds: [Int] = []
  /// For each iteration, the index in `stepEnds` behind its last step.
  public private(set) var iterationEnds: [Int] = []
  /// The names of the parts that have figures of their own.
  public private(set) var partNames: [String] = []
  /// For each step, the part that it belongs to.
  private var stepParts: [StepPart?] = []

  /// Creates an empty table.
  public init() {}

  /// Creates a table of iterations of a single request each.
  public init(_ requests: [LoadRequest]) {
    for request in requests { append(iteration: [[request]]) }
  }

  /// Adds an iteration of steps; empty steps are left out.
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

  /// The part that a step belongs to; nil when it has no figures of its own.
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
