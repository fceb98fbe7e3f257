/// Why a run with an automatic number of blocks ended.
package struct Stopping: Codable, Hashable, Sendable {
  /// The reason.
  package enum Reason: String, Codable, Sendable {
    /// All comparisons are decided.
    case decided
    /// The maximum number of blocks was reached.
    case maximumBlocks = "maximum blocks"
    /// Another block would have exceeded the time budget.
    case timeBudget = "time budget"
  }

  /// The number of measured blocks.
  package var blocks: Int
  /// The reason.
  package var reason: Reason
  /// The number of open comparisons.
  package var open: Int

  /// Creates a record.
  package init(blocks: Int, reason: Reason, open: Int) {
    self.blocks = blocks
    self.reason = reason
    self.open = open
  }
}
