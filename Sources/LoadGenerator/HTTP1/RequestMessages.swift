/// The bytes of all requests of a table, prepared before the load starts.
final class RequestMessages: Sendable {
  private let bytes: [UInt8]
  private let ends: [Int]
  /// The method of each request.
  let methods: [LoadRequest.Method]
  /// The maximum length of the body of each answer.
  let maximumBodies: [Int]

  init(plan: LoadPlan) {
    let authority = Origin(plan.origin)?.hostField ?? ""
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for request in plan.requests.requests {
      bytes += "\(request.method.rawValue) \(request.target) HTTP/1.1\r\n".utf8
      var fields = request.headers
      if plan.connections.requestsPerConnection == 1 {
        fields.addUnlessThere("Connection", "close")
      }
      if let own = plan.credentials?.headerField { fields.addUnlessThere(own.name, own.value) }
      fields.addUnlessThere("Accept", "*/*")
      fields.addUnlessThere("User-Agent", userAgent)
      fields.addUnlessThere("Host", authority)
      for field in fields { bytes += "\(field.name): \(field.value)\r\n".utf8 }
      bytes += "\r\n".utf8
      ends.append(bytes.count)
    }
    self.bytes = bytes
    self.ends = ends
    methods = plan.requests.requests.map(\.method)
    maximumBodies = plan.requests.requests.map {
      min($0.maximumBodyBytes, plan.connections.maximumBodyBytes)
    }
  }

  /// Passes the bytes of a request from `offset` on to a closure.
  func withBytes<Result>(
    of request: Int, from offset: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let start = (request == 0 ? 0 : ends[request - 1]) + offset
    return bytes.withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[start..<ends[request]]))
    }
  }
}

extension [HeaderField] {
  fileprivate mutating func addUnlessThere(_ name: String, _ value: String) {
    if self.value(ofField: name) == nil { insert(HeaderField(name: name, value: value), at: 0) }
  }
}
