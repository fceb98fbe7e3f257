package import Statistics

/// What can be said about two servers of one cell.
package struct PairVerdict: Hashable, Sendable {
  /// The place of the better server among the compared ones.
  package let better: Int
  /// The place of the other server.
  package let worse: Int
  /// The figure of the worse server over that of the better one; nil without a block in common.
  package let comparison: CellComparison?
  /// The answers or iterations of the worse server for one CPU second over those of the better one;
  /// nil where CPU times are not known of both.
  package let cpu: CellComparison?

  /// Whether further blocks could decide the pair.
  package var isOpen: Bool { (comparison?.verdict ?? .undecided) == .undecided }
}
