import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite("The table of capacities")
struct CapacityTableTests {
  private func capacity(
    _ outcome: Capacity.Outcome, kept: Double?, failed: Double?
  ) throws -> Capacity {
    let cell = Cell(
      server: "alpha", variant: ServerDescriptor.defaultVariant, format: .jpeg(quality: 90),
      operation: "crop", load: .concurrency(4))
    var capacity = Capacity(cell: cell, objective: try #require(ServiceObjective("p95 < 200ms")))
    (capacity.outcome, capacity.kept, capacity.failed) = (outcome, kept, failed)
    capacity.probes = [150_000, 180_000, 160_000].map { time in
      Capacity.Probe(
        rate: kept ?? 1, requests: 800, misses: 10, percentile: time, isOverloaded: false,
        isVoid: false, isConfirmation: true)
    }
    return capacity
  }

  private func table(_ capacity: Capacity) throws -> CapacityTable {
    var result = try ResultBuilder().result()
    result.capacities = [capacity]
    return try #require(CapacityTable(result))
  }

  @Test("A kept rate has the percentiles of its starts and the rate that failed")
  func kept() throws {
    let table = try table(try capacity(.kept, kept: 72.9, failed: 76.5))
    #expect(table.title == "Highest rate with p95 < 200ms")
    #expect(
      table.rows == [
        [
          "alpha", "crop", "jpeg-q90", "72.9/s", "150 ms to 180 ms", "2400",
          "kept on 3 fresh starts, not at 76.5/s",
        ]
      ])
    #expect(table.text(width: 120, colour: false).contains("72.9/s"))
    #expect(table.section.content.markup.contains("<details>"))
  }

  @Test("Every other end of a search is a sentence")
  func ends() throws {
    #expect(
      CapacityTable.sentence(on: try capacity(.timeBudget, kept: 60, failed: 75))
        == "between 60.0/s and 75.0/s: the time budget ended the search")
    #expect(
      CapacityTable.sentence(on: try capacity(.none, kept: nil, failed: 2))
        == "no rate down to 2.00/s keeps it")
    #expect(
      CapacityTable.sentence(on: try capacity(.generatorLimit, kept: 800, failed: 900))
        == "the load generator was late at 900/s: the server may do more")
  }

  @Test("A result without a search has no table")
  func nothing() throws {
    #expect(CapacityTable(try ResultBuilder().result()) == nil)
  }
}
