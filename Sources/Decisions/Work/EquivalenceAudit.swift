package import Results
package import IIIFBench
import Support

/// Whether servers did the same work: how they encoded their answers, by operation and source
/// format, and in what they differ.
///
/// A server that encodes at a lower quality, halves the colour or hands out the source file has less
/// to do than the others, and its speed says little about theirs.
package struct EquivalenceAudit: Sendable {
  /// All servers that answered one operation on one source format.
  package struct Group: Sendable {
    /// The operation.
    package let operation: String
    /// The source format.
    package let format: SourceFormat
    /// The servers, in the order of the summary.
    package let answers: [ServerAnswers]
    /// In what they differ.
    package let differences: [WorkDifference]

    /// `crop of jpeg-q90`.
    package var subject: String { "\(operation) of \(format.name)" }

    /// The differences by which a server is not like most of the others.
    package func differences(of server: String) -> [WorkDifference] {
      differences.filter { $0.odd.contains(server) }
    }
  }

  /// The groups in the order of the summary, those in which no answer was looked at left out.
  package let groups: [Group]

  /// Compares the servers of a result.
  package init(_ result: BenchmarkResult) { self.init(ResultSummary(result)) }

  /// Compares the servers of a summary.
  package init(_ summary: ResultSummary) {
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
  package func group(operation: String, format: SourceFormat) -> Group? {
    groups.first { $0.operation == operation && $0.format == format }
  }
}
