import Foundation

/// A load generator: its command line, and how its output is read.
struct Contestant: Hashable {
  /// The name in the document.
  let name: String
  private let command: @Sendable (ComparisonCell, String, Int) -> [String]
  private let requests: @Sendable (String) -> Double?
  private let seconds: @Sendable (String) -> Double?

  static func == (left: Contestant, right: Contestant) -> Bool { left.name == right.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// One run of a contestant.
  struct Run {
    var requestsPerSecond: Double
    /// CPU time per request in microseconds.
    var cpuPerRequest: Double
    /// Peak resident memory in bytes.
    var peakMemory: Int
  }

  /// Runs the contestant.
  func run(_ cell: ComparisonCell, on server: StaticServer, seconds: Int) throws -> Run {
    let url = server.url(ofPage: cell.size)
    let process = try MeasuredProcess.run(
      Processors.pinned(command(cell, url, seconds), to: .client))
    guard let requests = requests(process.output), requests > 0,
      let duration = self.seconds(process.output), duration > 0
    else { throw BenchmarkError.unreadable(name, output: process.output) }
    return Run(
      requestsPerSecond: requests / duration, cpuPerRequest: process.cpuSeconds / requests * 1e6,
      peakMemory: process.peakMemory)
  }
}

extension Contestant {
  /// The contestant with which the others are compared.
  static let reference = wrk

  /// The generator of iiif-bench, which verifies image answers.
  static let ours = own("iiif-bench", [])

  /// All contestants.
  static let all = [
    ours, own("iiif-bench, unverified", ["--unverified"]),
    own("iiif-bench over libcurl", ["--libcurl"]), wrk, hey, h2load, ab,
  ]

  private static let program = Bundle.main.executablePath ?? CommandLine.arguments[0]

  private static func own(_ name: String, _ flags: [String]) -> Contestant {
    Contestant(
      name: name,
      command: { cell, url, seconds in
        [program, "client", url, "--connections", "\(cell.connections)", "--seconds", "\(seconds)"]
          + flags
      },
      requests: { $0.number(behind: "requests:") }, seconds: { $0.number(behind: "seconds:") })
  }

  private static let wrk = Contestant(
    name: "wrk",
    command: { cell, url, seconds in
      ["/usr/bin/wrk", "-t1", "-c\(cell.connections)", "-d\(seconds)s", url]
    },
    requests: { $0.number(before: " requests in ") },
    seconds: { $0.number(behind: " requests in ") })

  private static let hey = Contestant(
    name: "hey",
    command: { cell, url, seconds in
      ["/usr/bin/hey", "-z", "\(seconds)s", "-c", "\(cell.connections)", "-cpus", "1", url]
    },
    requests: { $0.number(behind: "[200]") }, seconds: { $0.number(behind: "Total:") })

  private static let h2load = Contestant(
    name: "h2load",
    command: { cell, url, seconds in
      ["/usr/bin/h2load", "--h1", "-t1", "-c\(cell.connections)", "-D", "\(seconds)", url]
    },
    requests: { $0.number(before: " succeeded") }, seconds: { $0.number(behind: "finished in ") })

  private static let ab = Contestant(
    name: "ab",
    command: { cell, url, seconds in
      ["/usr/bin/ab", "-k", "-q", "-c", "\(cell.connections)", "-t", "\(seconds)"]
        + ["-n", "100000000", url]
    },
    requests: { $0.number(behind: "Complete requests:") },
    seconds: { $0.number(behind: "Time taken for tests:") })

  /// Throws the names of the programs that are missing.
  static func requireAll() throws {
    let missing = [
      "bin/wrk", "bin/hey", "bin/h2load", "bin/ab", "sbin/nginx", "bin/curl", "bin/taskset",
    ]
    .filter { !FileManager.default.isExecutableFile(atPath: "/usr/" + $0) }
    if !missing.isEmpty { throw BenchmarkError.missing(missing.map { "/usr/" + $0 }) }
  }
}

extension String {
  /// The first number after a text.
  fileprivate func number(behind text: String) -> Double? {
    firstRange(of: text).flatMap { self[$0.upperBound...].firstNumber }
  }

  /// The number that ends where a text begins.
  fileprivate func number(before text: String) -> Double? {
    firstRange(of: text).flatMap { range in
      Double(String(self[..<range.lowerBound].reversed().prefix { $0.isNumber }.reversed()))
    }
  }
}
