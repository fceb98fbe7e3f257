/// The Swift source that lists operations.
enum RegistrySource {
  /// The source for files that each declare the type they are named after.
  ///
  /// Each type is first assigned under the source location of its declaration, so that the compiler
  /// reports a missing conformance at that line.
  static func text(for files: [PluginFile]) -> String {
    let assignments = files.map { file in
      """
      #sourceLocation(file: "\(file.path)", line: \(file.declarationLine ?? 1))
      private let registered\(file.stem): any ImageOperation.Type = \(file.stem).self
      #sourceLocation()
      """
    }
    let list = files.map { "  registered\($0.stem),\n" }.joined()
    return """
      public import IIIFBench

      \(assignments.joined(separator: "\n"))

      /// All operations of this module, in the order of their types' names.
      public let allOperations: [any ImageOperation.Type] = [
      \(list)]

      """
  }
}
