/// The inverse of an identifier rule, for servers that map identifiers to files by regular
/// expressions.
package struct IdentifierPattern: Hashable, Sendable {
  /// The regular expression of an identifier, with a group for each part of the path.
  package var expression: String
  /// Paths below the image folder in which `$1`, `$2` … stand for the groups.
  ///
  /// There is one path per extension if the identifier does not contain the extension.
  package var paths: [String]

  /// Inverts a rule; nil if its identifiers do not determine the file's path, because they consist of
  /// a number, omit the folder or substitute slashes.
  ///
  /// `extensions` are those of the files, for identifiers without an extension.
  package init?(_ rule: IdentifierRule, extensions: [String]) {
    var groups: [String: Int] = [:]
    expression = ""
    var rest = rule.template[...]
    while let match = rest.firstMatch(of: /\{([a-z]+)\}/) {
      expression += Self.escaped(rest[..<match.range.lowerBound])
      rest = rest[match.range.upperBound...]
      let name = String(match.output.1)
      if let group = groups[name] {
        expression += "\\\(group)"
      } else if name == "index" {
        expression += "[0-9]+"
      } else {
        groups[name] = groups.count + 1
        expression += Self.parts[name] ?? ""
      }
    }
    expression += Self.escaped(rest)
    guard let paths = Self.paths(of: rule, groups: groups, extensions: extensions) else {
      return nil
    }
    self.paths = paths
  }

  private static let parts = [
    "path": "(.+)", "directory": "((?:.+/)?)", "name": "([^/]+)", "extension": "([^./]+)",
  ]

  private static func paths(
    of rule: IdentifierRule, groups: [String: Int], extensions: [String]
  ) -> [String]? {
    let isFlat = rule.layout == .flat
    if case .substituted = rule.slashes, !isFlat { return nil }
    if let path = groups["path"] { return ["$\(path)"] }
    guard let name = groups["name"], isFlat || groups["directory"] != nil else { return nil }
    let directory = groups["directory"].map { "$\($0)" } ?? ""
    let endings = groups["extension"].map { ["$\($0)"] } ?? extensions
    return endings.map { "\(directory)$\(name).\($0)" }
  }

  private static func escaped(_ text: Substring) -> String {
    text.reduce(into: "") { result, character in
      if "\\^$.|?*+()[]{}".contains(character) { result += "\\" }
      result.append(character)
    }
  }
}

extension ServerDescriptor {
  /// The inverse of the server's identifier rule; nil if the rule cannot be inverted.
  package var identifierPattern: IdentifierPattern? {
    let extensions = sources.map(\.fileExtension)
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return IdentifierPattern(identifier, extensions: extensions)
  }
}
