import Support

/// Unknown names or invalid options.
package struct SelectionError: Error, Hashable, CustomStringConvertible {
  /// One sentence per problem.
  package var problems: [String]

  /// Creates an error.
  package init(problems: [String]) {
    self.problems = problems
  }

  /// An unknown name, with the nearest known name or all of them.
  package static func unknown(_ kind: String, _ name: String, known: [String]) -> SelectionError {
    SelectionError(problems: [unknownName(kind, name, among: known)])
  }

  /// One line per problem.
  package var description: String { problems.joined(separator: "\n") }
}
