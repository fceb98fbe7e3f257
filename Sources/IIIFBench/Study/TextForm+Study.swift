package import Support

extension TextForm {
  /// Numbers of processors.
  package static let cpuSet = TextForm(
    expectation: CPUSet.expectation,
    pattern: "^[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*$"
  ) { text in
    CPUSet(text) != nil
  }

  /// A size of memory.
  package static let memorySize = TextForm(
    expectation: MemorySize.expectation, pattern: MemorySize.pattern
  ) { text in
    MemorySize.bytes(text) != nil
  }

  /// A length of time.
  package static let timeLength = TextForm(
    expectation: TimeLength.expectation, pattern: TimeLength.pattern
  ) { text in
    TimeLength.seconds(text) != nil
  }

  /// A source format's name.
  package static let sourceFormat = TextForm(
    expectation: "a source format: " + SourceFormat.common.map(\.name).joined(separator: ", ")
      + ", or another quality or ratio",
    pattern: SourceFormat.namePattern,
    candidates: SourceFormat.common.map(\.name)
  ) { text in
    SourceFormat(name: text) != nil
  }
}
