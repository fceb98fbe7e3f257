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

  /// Creates an empty table.
  public init() {}

  /// Creates a table of iterations of a single request each.
  public init(_ requests: [LoadRequest]) {
    for request in requests { append(iteration: [[request]]) }
  }

  /// Adds an iteration of steps; empty steps are left out.
  public mutating func append(iteration steps: [[LoadRequest]]) {
    for step in steps where !step.isEmpty {
      requests += step
      stepEnds.append(requests.count)
    }
    iterationEnds.append(stepEnds.count)
  }

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
