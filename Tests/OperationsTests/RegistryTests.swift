@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Operations
@testable import Support
import Testing

@Suite struct RegistryTests {
  @Test("Names of operations are unique")
  func namesAreUnique() {
    let names = allOperations.map { $0.name }
    #expect(Set(names).count == names.count)
  }

  @Test(
    "The original benchmark's operations exist",
    arguments: [
      "information", "full", "resize", "crop",
    ])
  func originalOperations(name: String) {
    #expect(allOperations.contains { $0.name == name })
  }

  @Test("A name is lower-case words joined by hyphens", arguments: allOperations.map { $0.name })
  func nameIsPlain(name: String) {
    #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
  }

  @Test("A summary is a line without a full stop", arguments: allOperations.map { $0.name })
  func summaryIsALine(name: String) throws {
    let summary = try operationType(name).summary
    #expect(!summary.isEmpty)
    #expect(!summary.contains("\n"))
    #expect(!summary.hasSuffix("."))
  }

  @Test("An operation can be created with its defaults", arguments: defaultOperations)
  func defaultsSuffice(name: String) throws {
    let type = try operationType(name)
    _ = try type.init(options: OptionValues([:], for: type.options))
  }

  @Test("Names of options are unique within an operation", arguments: allOperations.map { $0.name })
  func optionNamesAreUnique(name: String) throws {
    let names = try operationType(name).options.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(
    "At most one option of an operation has no default", arguments: allOperations.map { $0.name })
  func requiredOptions(name: String) throws {
    #expect(try operationType(name).options.count { $0.defaultText == nil } <= 1)
  }
}
