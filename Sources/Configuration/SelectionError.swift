import Support

/// Unknown names or invalid options.
package struct SelectionError: Error, Hashable, CustomStringConvertible {
  /// One sentence per problem.
  package var problems: [String]

  /// Creates an error.
  package init(problems: [String]) {
    self.problems = problems
  }

  /// An unknown name, with the known names and the nearest one.
  package static func unknown(_ kind: String, _ name: String, known: [String]) -> SelectionError {
    SelectionError(problems: [
      "there is no \(kind) '\(name)'\(suggestion(for: name, in: known)); "
        + (known.isEmpty ? "there are none" : "there are: " + known.joined(separator: ", "))
    ])
  }

  /// One line per problem.
  package var description: String { problems.joined(separator: "\n") }
}
