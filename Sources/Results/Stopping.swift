/// Why a run that chooses its number of blocks itself ended.
package struct Stopping: Codable, Hashable, Sendable {
  /// The reason.
  package enum Reason: String, Codable, Sendable {
    /// All comparisons are decided.
    case decided
    /// The greatest number of blocks was reached.
    case maximumBlocks = "maximum blocks"
    /// Another block would have ended after the time budget.
    case timeBudget = "time budget"
  }

  /// Blocks that were measured.
  package var blocks: Int
  /// The reason.
  package var reason: Reason
  /// Comparisons that are open.
  package var open: Int

  /// Creates a record.
  package init(blocks: Int, reason: Reason, open: Int) {
    self.blocks = blocks
    self.reason = reason
    self.open = open
  }
}
