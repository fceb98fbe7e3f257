package import IIIFBench
import Support

/// Whether servers did the same work: the encodings of their answers by operation and source format,
/// and the differences between them.
///
/// A server that encodes at a lower quality, subsamples colour or returns the source file has less
/// work than the others.
package struct EquivalenceAudit: Sendable {
  /// The servers that answered one operation for one source format.
  package struct Group: Sendable {
    /// The operation.
    package let operation: String
    /// The source format.
    package let format: SourceFormat
    /// The servers, in the order of the summary.
    package let answers: [ServerAnswers]
    /// The differences between them.
    package let differences: [WorkDifference]

    /// `crop of jpeg-q90`.
    package var subject: String { "\(operation) of \(format.name)" }
  }

  /// The groups with inspected answers, in the order of the summary.
  package let groups: [Group]

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

  /// The group of an operation and a source format; nil without inspected answers.
  package func group(operation: String, format: SourceFormat) -> Group? {
    groups.first { $0.operation == operation && $0.format == format }
  }
}
