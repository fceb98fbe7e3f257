package import Support

extension TextForm {
  /// Processor numbers.
  package static let cpuSet = TextForm(
    expectation: CPUSet.expectation, pattern: CPUSet.pattern,
    condition: { CPUSet($0) != nil })

  /// A size of memory.
  package static let memorySize = TextForm(
    expectation: MemorySize.expectation, pattern: MemorySize.pattern)

  /// A duration.
  package static let timeLength = TextForm(
    expectation: TimeLength.expectation, pattern: TimeLength.pattern)

  /// A source format's name.
  package static let sourceFormat = TextForm(
    expectation: "a source format: " + SourceFormat.common.map(\.name).joined(separator: ", ")
      + ", or another quality or ratio",
    pattern: SourceFormat.namePattern,
    candidates: SourceFormat.common.map(\.name))
}
