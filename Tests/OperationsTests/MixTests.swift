@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Operations
@testable import Support
import Testing

@Suite struct MixTests {
  @Test("Iterations are distributed by weight, each to one operation")
  func weights() throws {
    let mix = try operation("mix", options: ["weights": "crop=60,information=30,full=10"])
    var turns: [String: Int] = [:]
    for index in 0..<2000 {
      let steps = try mix.steps(of: iteration(index))
      #expect(steps.count == 1 && steps[0].count == 1)
      turns[steps[0][0].part?.name ?? "", default: 0] += 1
    }
    #expect(Set(turns.keys) == ["crop", "information", "full"])
    // Four standard deviations of the binomial distribution about the means.
    #expect(1112...1288 ~= turns["crop"] ?? 0)
    #expect(518...682 ~= turns["information"] ?? 0)
    #expect(146...254 ~= turns["full"] ?? 0)
  }

  @Test("Operations get their options and may appear several times")
  func options() throws {
    let mix = try operation("mix", options: ["weights": "crop:size=100=1,crop:size=200=1"])
    let sizes = try (0..<50).map { index in
      let request = try #require(try mix.steps(of: iteration(index)).joined().first)
      #expect(request.part?.name == "crop:size=\(request.expectation.size?.width ?? 0)")
      return request.expectation.size
    }
    #expect(
      Set(sizes) == [PixelSize(width: 100, height: 100), PixelSize(width: 200, height: 200)])
  }

  @Test("Parts of an operation keep their names after the operation's name")
  func parts() throws {
    let mix = try operation("mix", options: ["weights": "viewer=1,pages=1"])
    var names: Set<String> = []
    for index in 0..<20 {
      let steps = try mix.steps(of: iteration(index))
      names.formUnion(steps.compactMap { $0.first?.part?.name })
      let isPages = steps[0][0].part?.name == "pages"
      #expect(!isPages || steps.dropFirst().allSatisfy { $0.first?.part?.continues == true })
    }
    #expect(
      names == ["pages", "viewer, first view", "viewer, zoomed view", "viewer, moved view"])
  }

  @Test("A mix needs what its operations need")
  func features() throws {
    let mix = try operation("mix", options: ["weights": "size-within=1,crop=2"])
    #expect(mix.requiredFeatures(in: .v21) == [.sizeByConfinedWh, .regionByPx])
  }

  @Test(
    "Operations that cannot be mixed are refused by name",
    arguments: [
      ("crop", "'crop' does not have the form NAME=WEIGHT"),
      ("crop=0", "'crop=0' does not have the form NAME=WEIGHT"),
      ("crop=1,", "'' does not have the form NAME=WEIGHT"),
      ("corp=1", "there is no operation 'corp'; did you mean 'crop'?"),
      ("crop=1,crop=2", "'crop' appears twice"),
      ("error-region=1", "operation 'error-region' may harm a server and is never timed"),
      ("crop:size=0=1", "operation 'crop': '0' is not valid for option 'size'"),
      ("mix=1", "operation 'mix': option 'weights' needs a value"),
    ])
  func refusals(weights: String, message: String) throws {
    let error = #expect(throws: OptionError.self) {
      try operation("mix", options: ["weights": weights])
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("A mix without weights says what is missing")
  func missing() throws {
    let error = #expect(throws: OptionError.self) { try operation("mix") }
    #expect(
      error?.description
        == "option 'weights' needs a value: operations with their weights, "
        + "NAME=WEIGHT,NAME=WEIGHT")
  }
}
