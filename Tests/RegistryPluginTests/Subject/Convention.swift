/// The naming rule of operations: a file is named after the operation that it declares, or after the
/// common beginning of the names of several operations.
enum Convention {
  /// A compiler-style message for each file that breaks the rule.
  static func breaches(in files: [PluginFile]) -> [String] {
    let operations = Dictionary(grouping: files.filter(\.isOperation), by: \.stem)
    return files.sorted { $0.path < $1.path }.compactMap { file in
      guard file.isOperation else {
        return operations[file.operation] == nil
          ? message(
            file, "this file extends \(file.operation), but there is no \(file.operation).swift")
          : nil
      }
      if let other = operations[file.stem]?.first(where: { $0.path != file.path }) {
        return message(file, "\(file.stem) is already declared in \(other.path)")
      }
      guard file.declarations.isEmpty else { return nil }
      return message(
        file,
        "expected 'struct \(file.stem): ImageOperation'; a file is named after the operation "
          + "that it declares, an extension of it \(file.stem)+PART.swift")
    }
  }

  private static func message(_ file: PluginFile, _ text: String) -> String {
    "\(file.path):1:1: error: \(text) (see CONTRIBUTING.md, 'Add an operation')"
  }
}
