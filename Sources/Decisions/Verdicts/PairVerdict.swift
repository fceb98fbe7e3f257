package import Statistics

/// The verdict on two servers of one cell.
package struct PairVerdict: Hashable, Sendable {
  /// The index of the better server among the compared ones.
  package let better: Int
  /// The index of the other server.
  package let worse: Int
  /// The figure of the worse server over that of the better one; nil without a common block.
  package let comparison: CellComparison?
  /// The answers or iterations per CPU second of the worse server over those of the better one; nil
  /// if a CPU time is unknown.
  package let cpu: CellComparison?
  /// The answers or iterations per instruction of the worse server over those of the better one; nil
  /// if instructions are not counted.
  package let instructions: CellComparison?
  /// The difference of work between the servers; nil if their work is equal.
  package internal(set) var work: PairWork?

  /// Whether the pair is undecided.
  package var isOpen: Bool { (comparison?.verdict ?? .undecided) == .undecided }
}
