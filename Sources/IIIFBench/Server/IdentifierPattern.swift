/// A path resolver turned round: the regular expression of its identifiers and the files that they
/// stand for, for servers that map identifiers to files by rules.
package struct IdentifierPattern: Hashable, Sendable {
  /// The regular expression of a whole identifier, with a group for each part of the path.
  package var expression: String
  /// Paths below the image folder in which `$1`, `$2` … stand for the groups; several where the
  /// identifier leaves the extension open, one an extension.
  package var paths: [String]

  /// Turns a rule round; nil when its identifiers do not tell where the file lies: by number alone,
  /// without the folder, or with another text for slashes.
  ///
  /// The extensions are those of the files, for identifiers without one.
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
  /// The server's path resolver turned round, for its source files; nil where that cannot be.
  package var identifierPattern: IdentifierPattern? {
    let extensions = sources.map(\.fileExtension)
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return IdentifierPattern(identifier, extensions: extensions)
  }
}
