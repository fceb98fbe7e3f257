package import Decisions
import IIIFBench
import Statistics

/// A repetition in sentences.
package struct ReproductionText: Sendable {
  private let reproduction: Reproduction

  /// Prepares the sentences.
  package init(_ reproduction: Reproduction) { self.reproduction = reproduction }

  /// What was not the same again, and what differs.
  package var lines: [String] {
    reproduction.unavailable.map { "Not the same again: \($0)." }
      + reproduction.contradictions.map { order in
        "\(order.operation) \(order.format.name) at \(order.load.label): \(order.faster) was faster "
          + "than \(order.slower) and is slower now."
      }
      + reproduction.changed.map { change in
        "\(change.server) \(change.operation) \(change.format.name) at \(change.load.label): "
          + "\(ChangeText.text(of: change))."
      }
  }

  /// Whether the run was reproduced.
  package var conclusion: String {
    guard let comparison = reproduction.comparison else {
      return "not reproduced: the repetition did other work"
    }
    if reproduction.isReproduced {
      let level = comparison.changes.count { $0.verdict == .level }
      return "reproduced: no figure and no order of servers differs significantly; "
        + "\(level) of \(Quantity.counted(comparison.changes.count, "figure")) are level within 5 %"
    }
    let orders = reproduction.contradictions.count
    return "not reproduced: \(Quantity.counted(reproduction.changed.count, "figure")) and "
      + "\(Quantity.counted(orders, "order")) of servers differ"
  }
}
