@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Operations
@testable import Support
import Testing

@Suite struct ExamplesTests {
  @Test(
    "Every operation has examples, unless it reads a file",
    arguments: allOperations.filter { $0.requiredOption?.kind != .file }.map { $0.name })
  func examplesExist(name: String) throws {
    #expect(try !operationType(name).examples.isEmpty)
  }

  @Test("An operation makes the requests of its examples", arguments: allOperations.map { $0.name })
  func examplesHold(name: String) throws {
    let type = try operationType(name)
    for example in type.examples {
      let requests = try example.actualRequests(of: type, among: allOperations)
      #expect(requests == example.requests, "\(requests)")
    }
  }

  @Test(
    "An operation makes requests for a picture of any size", arguments: defaultOperations)
  func anySize(name: String) throws {
    let type = try operationType(name)
    let operation = try type.init(options: OptionValues([:], for: type.options))
    for (width, height) in [(1, 1), (1, 5000), (5000, 1), (99, 101), (512, 512), (20_000, 30_000)] {
      for version in APIVersion.allCases where operation.isDefined(in: version) {
        let setting = iteration(
          sizes: [PixelSize(width: width, height: height)], version: version,
          fullSize: version.major == 2 ? .full : .max)
        let requests = try operation.steps(of: setting).joined()
        #expect(!requests.isEmpty)
        for size in requests.compactMap(\.expectation.size) {
          #expect(size.width >= 1 && size.height >= 1)
        }
      }
    }
  }

  @Test("Requests depend only on the iteration", arguments: defaultOperations)
  func purity(name: String) throws {
    let type = try operationType(name)
    for index in 0..<5 {
      let paths = try (0..<2).map { _ in
        let operation = try type.init(options: OptionValues([:], for: type.options))
        return try operation.steps(of: iteration(index)).map { $0.map { $0.path() } }
      }
      #expect(paths[0] == paths[1])
    }
  }

  @Test("Only harmful operations make requests to be refused")
  func refusals() throws {
    for type in allOperations where type.kind != .harmful && type.requiredOption == nil {
      let operation = try type.init(options: OptionValues([:], for: type.options))
      let requests = try operation.steps(of: iteration()).joined()
      #expect(requests.allSatisfy { $0.expectation.statuses.allSatisfy { $0 < 400 } })
    }
  }
}
