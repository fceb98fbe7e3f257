/// The Swift source that lists operations.
enum RegistrySource {
  /// The source for the operations that files declare, ordered by the names of their types.
  ///
  /// Each type is first assigned under the source location of its declaration, so that the compiler
  /// reports a missing conformance at that line.
  static func text(for files: [PluginFile]) -> String {
    let operations = files.flatMap { file in
      file.declarations.map { (type: $0.type, line: $0.line, path: file.path) }
    }.sorted { $0.type < $1.type }
    let assignments = operations.map { operation in
      """
      #sourceLocation(file: "\(operation.path)", line: \(operation.line))
      private let registered\(operation.type): any ImageOperation.Type = \(operation.type).self
      #sourceLocation()
      """
    }
    let list = operations.map { "  registered\($0.type),\n" }.joined()
    return """
      public import IIIFBench

      \(assignments.joined(separator: "\n"))

      /// All operations of this module, in the order of their types' names.
      public let allOperations: [any ImageOperation.Type] = [
      \(list)]

      """
  }
}
