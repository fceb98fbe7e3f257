import Decisions
import Foundation
import IIIFBench
import Results
import TestSupport
import Testing

@Suite struct ReproductionTests {
  private func run(_ rates: [String: Double]) throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.operations = ["crop", "full"]
    builder.change = { cell in
      cell.completion.answers = (rates[cell.server] ?? 1) * (1 + 0.002 * Double(cell.block))
    }
    return try builder.result()
  }

  @Test("The same figures on a faster day are reproduced")
  func reproduced() throws {
    let reproduction = Reproduction(
      of: try run(["alpha": 1000, "beta": 500]), by: try run(["alpha": 1200, "beta": 600]))
    #expect(reproduction.isReproduced)
    #expect(reproduction.unavailable.isEmpty)
  }

  @Test("An opposite order contradicts")
  func contradiction() throws {
    let reproduction = Reproduction(
      of: try run(["alpha": 1000, "beta": 500]), by: try run(["alpha": 500, "beta": 1000]))
    #expect(!reproduction.isReproduced)
    #expect(reproduction.contradictions.map(\.faster) == ["alpha", "alpha"])
    #expect(!reproduction.changed.isEmpty)
  }

  @Test("Another version and another machine are named, other images are not the same work")
  func unavailable() throws {
    let base = try run(["alpha": 1000, "beta": 500])
    var new = base
    new.servers[0].provenance["image"] = "sha256:other"
    new.host.kernel = "6.12"
    let reproduction = Reproduction(of: base, by: new)
    #expect(reproduction.unavailable.count == 2)
    #expect(reproduction.unavailable.contains { $0.hasPrefix("alpha, image: sha256:abab") })
    new.images.files[0].sha256 = "00"
    let other = Reproduction(of: base, by: new)
    #expect(other.comparison == nil && !other.isReproduced)
  }
}
