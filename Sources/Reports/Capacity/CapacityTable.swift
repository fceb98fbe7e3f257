import Foundation
import IIIFBench
package import Results

/// The highest rates at which servers keep a promise.
package struct CapacityTable: Sendable {
  private let capacities: [Capacity]

  /// Takes the capacities of a result; nil without one.
  package init?(_ result: BenchmarkResult) {
    guard !result.capacities.isEmpty else { return nil }
    capacities = result.capacities
  }

  /// `Highest rate with p95 < 200ms`.
  var title: String { "Highest rate with \(capacities[0].objective.text)" }

  static let headings = [
    "server", "operation", "format", "rate", "percentile", "requests", "outcome",
  ]

  /// One row per server, operation and source format.
  var rows: [[String]] {
    capacities.map { capacity in
      let confirmed = capacity.probes.filter { $0.isConfirmation && $0.rate == capacity.kept }
      let times = confirmed.compactMap { $0.percentile.map { Double($0) } }
      return [
        capacity.server, capacity.operation, capacity.format.name,
        capacity.kept.map { "\(Quantity.number($0))/s" } ?? Quantity.none,
        times.isEmpty ? Quantity.none : Self.range(times),
        Quantity.count(capacity.probes.reduce(0) { $0 + $1.requests }),
        Self.sentence(on: capacity),
      ]
    }
  }

  private static func range(_ times: [Double]) -> String {
    let (lowest, highest) = (times.min() ?? 0, times.max() ?? 0)
    return lowest == highest
      ? Quantity.duration(lowest) : "\(Quantity.duration(lowest)) to \(Quantity.duration(highest))"
  }

  /// How the search ended, as a clause.
  static func sentence(on capacity: Capacity) -> String {
    let kept = capacity.kept.map { "\(Quantity.number($0))/s" }
    let failed = capacity.failed.map { "\(Quantity.number($0))/s" }
    let starts = capacity.probes.count { $0.isConfirmation && $0.rate == capacity.kept }
    switch capacity.outcome {
    case .kept:
      return "kept on \(Quantity.counted(starts, "fresh start"))"
        + (failed.map { ", not at \($0)" } ?? "")
    case .none: return "no rate down to \(failed ?? Quantity.none) keeps it"
    case .generatorLimit:
      return "the load generator was late at \(failed ?? Quantity.none): the server may do more"
    case .timeBudget:
      switch (kept, failed) {
      case (let kept?, let failed?):
        return "between \(kept) and \(failed): the time budget ended the search"
      case (let kept?, nil): return "at least \(kept): the time budget ended the search"
      case (nil, let failed?): return "below \(failed): the time budget ended the search"
      case (nil, nil): return "the time budget was too short for a probe"
      }
    case .failed: return "failed: \(capacity.reason ?? "no reason was given")"
    }
  }

  /// The table for a terminal.
  package func text(width: Int, colour: Bool) -> String {
    let style = TextStyle(colour: colour)
    let table = TextTable(headings: Self.headings, rows: rows).lines(width: max(40, width))
    return ([style(.heading, title), style(.secondary, table[0])] + table.dropFirst())
      .map { $0 + "\n" }.joined()
  }

  /// The table as Markdown.
  package var markdown: String {
    let body = [Self.headings, Self.headings.map { _ in "---" }] + rows
    return "## \(MarkdownText.escaped(title))\n\n"
      + body.map { "| " + $0.map(MarkdownText.escaped).joined(separator: " | ") + " |\n" }.joined()
  }

  /// The table as a section of the page, with the probes.
  var section: ReportSection {
    let probes = capacities.flatMap { capacity in
      capacity.probes.map { probe in
        [
          capacity.server, capacity.operation, capacity.format.name,
          "\(Quantity.number(probe.rate))/s", Quantity.count(probe.requests),
          Quantity.count(probe.misses),
          probe.percentile.map { Quantity.duration(Double($0)) } ?? Quantity.none,
          (probe.isConfirmation ? "fresh start" : "")
            + (probe.isOverloaded ? " the queue grew" : "")
            + (probe.isVoid ? " the generator was late" : ""),
        ]
      }
    }
    let details = TextTable(
      headings: [
        "server", "operation", "format", "rate", "requests", "missed", "percentile", "remark",
      ], rows: probes)
    return ReportSection(
      id: "capacity", title: title,
      content: """
        <p class="note">Arrivals are random. A rate is bracketed, bisected to 5 %, and confirmed on \
        three fresh starts.</p>
        \(TextTable(headings: Self.headings, rows: rows).html(label: title, labels: 3))
        <details><summary>All probes</summary>
        \(details.html(label: "Probes", labels: 3))</details>
        """)
  }
}
