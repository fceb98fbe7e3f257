import IIIFBench

/// Flags that operations bring: `--NAME VALUE` chooses the operation of that name and gives a value to
/// the option that it has no default for.
enum OperationFlags {
  /// The arguments of a command with every such flag written as `--operation` and `--option`.
  static func expanded(
    _ arguments: [String], operations: [any ImageOperation.Type]
  ) -> [String] {
    var expanded: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" { return expanded + [argument] + rest }
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard argument.hasPrefix("--"),
        let type = operations.first(where: { "--\($0.name)" == parts[0] }),
        let option = type.requiredOption,
        let value = parts.count == 2 ? parts[1] : rest.popFirst()
      else {
        expanded.append(argument)
        continue
      }
      expanded += ["--operation", type.name, "--option", "\(type.name).\(option.name)=\(value)"]
    }
    return expanded
  }
}
