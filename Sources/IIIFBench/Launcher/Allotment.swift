/// What the servers and the load generator of a run may use of the machine.
public struct Allotment: Codable, Hashable, Sendable {
  /// Processes of every server; nil for the number of its descriptor.
  public var processes: Int?
  /// Processors of each server; nil for all.
  public var serverCPUs: CPUSet?
  /// Most memory of each server in bytes; nil without a limit.
  public var serverMemory: Int?
  /// Processors of the load generator; nil for all.
  public var generatorCPUs: CPUSet?

  /// Creates an allotment; everything without any.
  public init(
    processes: Int? = nil, serverCPUs: CPUSet? = nil, serverMemory: Int? = nil,
    generatorCPUs: CPUSet? = nil
  ) {
    self.processes = processes
    self.serverCPUs = serverCPUs
    self.serverMemory = serverMemory
    self.generatorCPUs = generatorCPUs
  }

  /// The same where it says something, and another one where it does not.
  public func completed(by other: Allotment) -> Allotment {
    Allotment(
      processes: processes ?? other.processes, serverCPUs: serverCPUs ?? other.serverCPUs,
      serverMemory: serverMemory ?? other.serverMemory,
      generatorCPUs: generatorCPUs ?? other.generatorCPUs)
  }

  /// The limits of a server as they stand among what identifies it in a result.
  var provenance: [String: String] {
    var lines: [String: String] = [:]
    lines["limit of processors"] = serverCPUs?.text
    lines["limit of memory"] = serverMemory.map { "\($0) bytes" }
    return lines
  }
}

/// Sizes of memory as people write them.
public enum MemorySize {
  /// What the form is, in words.
  public static let expectation = "bytes, or a number with k, m or g, such as 2g"
  /// The form as a regular expression.
  static let pattern = "^[1-9][0-9]{0,14}[kmgKMG]?$"

  /// The bytes of `2g`, `512m` or `1048576`, with units of 1024; nil for anything else.
  public static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let unit = text.last.flatMap { units[Character($0.lowercased())] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard digits.first != "0", digits.count <= 15, digits.allSatisfy({ "0"..."9" ~= $0 }),
      let number = Int(digits)
    else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    return overflow ? nil : bytes
  }
}
