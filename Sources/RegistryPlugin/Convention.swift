/// The rule by which operations are found: a file is named for the operation that it declares.
enum Convention {
  /// A message for each file that breaks the rule, in the form of a compiler's.
  static func breaches(in files: [PluginFile]) -> [String] {
    let operations = Dictionary(grouping: files.filter(\.isOperation), by: \.stem)
    return files.sorted { $0.path < $1.path }.compactMap { file in
      guard file.isOperation else {
        return operations[file.operation] == nil
          ? message(
            file, "this is a part of \(file.operation), but there is no \(file.operation).swift")
          : nil
      }
      if let other = operations[file.stem]?.first(where: { $0.path != file.path }) {
        return message(file, "\(file.stem) is declared in \(other.path) already")
      }
      guard file.declarationLine == nil else { return nil }
      return message(
        file,
        "expected 'struct \(file.stem): ImageOperation'; a file here is named for the operation "
          + "that it declares, a part of one is named \(file.stem)+PART.swift")
    }
  }

  private static func message(_ file: PluginFile, _ text: String) -> String {
    "\(file.path):1:1: error: \(text) (see CONTRIBUTING.md, 'Add an operation')"
  }
}
