public import IIIFBench

/// Whether servers did the same work: how they encoded their answers, by operation and source
/// format, and in what they differ.
///
/// A server that encodes at a lower quality, halves the colour or hands out the source file has less
/// to do than the others, and its speed says little about theirs.
public struct EquivalenceAudit: Sendable {
  /// All servers that answered one operation on one source format.
  public struct Group: Sendable {
    /// The operation.
    public let operation: String
    /// The source format.
    public let format: SourceFormat
    /// The servers, in the order of the summary.
    public let answers: [ServerAnswers]
    /// In what they differ.
    public let differences: [WorkDifference]

    /// `crop of jpeg-q90`.
    public var subject: String { "\(operation) of \(format.name)" }

    /// The differences by which a server is not like most of the others.
    public func differences(of server: String) -> [WorkDifference] {
      differences.filter { $0.odd.contains(server) }
    }
  }

  /// The groups in the order of the summary, those in which no answer was looked at left out.
  public let groups: [Group]

  /// Compares the servers of a result.
  public init(_ result: BenchmarkResult) { self.init(ResultSummary(result)) }

  /// Compares the servers of a summary.
  public init(_ summary: ResultSummary) {
    groups = summary.groups.compactMap { group in
      let servers = unique(group.cells.map(\.cell.serverLabel))
      let answers = servers.compactMap { server in
        ServerAnswers(server: server, cells: group.cells.filter { $0.cell.serverLabel == server })
      }
      guard !answers.isEmpty else { return nil }
      return Group(
        operation: group.operation, format: group.format, answers: answers,
        differences: WorkAspect.allCases.compactMap { WorkDifference($0, among: answers) })
    }
  }

  /// The group of an operation and a source format; nil where no answer was looked at.
  public func group(operation: String, format: SourceFormat) -> Group? {
    groups.first { $0.operation == operation && $0.format == format }
  }

  /// All sentences, each once, with what each is about: `crop of jpeg-q90`.
  public var findings: [(sentence: String, subjects: [String])] {
    let pairs = groups.flatMap { group in
      group.differences.map { (sentence: $0.sentence, subject: group.subject) }
    }
    return unique(pairs.map(\.sentence)).map { sentence in
      (sentence, pairs.filter { $0.sentence == sentence }.map(\.subject))
    }
  }
}
