import Foundation
import Statistics
import Testing

@Suite struct ControlledChangeTests {
  private func runs(_ base: [Double], _ new: [Double]) -> ControlledChange.Runs {
    ControlledChange.Runs(base: base.map { log($0) }, new: new.map { log($0) })
  }

  @Test("The change of the control is subtracted")
  func corrected() throws {
    let change = try #require(
      ControlledChange(
        server: runs([50, 52, 49, 51, 50.5], [44, 45, 43.5, 46, 44.5]),
        controls: [runs([80, 82, 79, 81, 80], [76, 78, 75, 77, 76.5])], drift: 0))
    #expect(abs(exp(change.raw) - 1 + 0.1168) < 5e-5)
    #expect(abs(exp(change.control) - 1 + 0.0485) < 5e-5)
    #expect(abs(exp(change.corrected) - 1 + 0.0718) < 5e-5)
    #expect(change.degrees == 16)
    #expect(abs(change.interval().lowerBound - 1 + 0.1038) < 5e-5)
    #expect(abs(change.interval().upperBound - 1 + 0.0387) < 5e-5)
  }

  @Test("More controls narrow the interval; drift between runs widens it")
  func controls() throws {
    let server = runs([50, 52, 49, 51, 50.5], [44, 45, 43.5, 46, 44.5])
    let control = runs([80, 82, 79, 81, 80], [76, 78, 75, 77, 76.5])
    let one = try #require(ControlledChange(server: server, controls: [control], drift: 0))
    let two = try #require(
      ControlledChange(server: server, controls: [control, control], drift: 0))
    let drifting = try #require(ControlledChange(server: server, controls: [control]))
    #expect(two.standardError < one.standardError)
    #expect(drifting.standardError > one.standardError)
  }

  @Test("There is no corrected change without a control, or with one block")
  func none() {
    let runs = runs([1, 2], [1, 2])
    #expect(ControlledChange(server: runs, controls: []) == nil)
    #expect(
      ControlledChange(server: runs, controls: [.init(base: [1], new: [1, 2])]) == nil)
  }
}
