import Support

/// A value for a key of a descriptor in a variant for one run: `NAME@VARIANT.KEY.PATH=VALUE`.
///
/// A value for a text is taken literally; other values are YAML, such as `[a, b]`. `null` removes the
/// key, as in a file.
package struct DescriptorSetting: Hashable, Sendable {
  /// The form of a setting, for messages.
  package static let form = "NAME@VARIANT.KEY=VALUE"

  /// The text on the command line.
  package let text: String
  /// The server's name.
  package let server: String
  /// The variant's name.
  package let variant: String
  /// The path of the key, with dots.
  let path: String
  /// The value.
  let value: String

  /// Parses a setting; nil if the text has another form.
  ///
  /// Names of variants contain no dots, so the first dot after the `@` begins the path.
  package init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let at = parts[0].firstIndex(of: "@"),
      let dot = parts[0][at...].firstIndex(of: ".")
    else { return nil }
    self.text = text
    server = String(parts[0][..<at])
    variant = String(parts[0][parts[0].index(after: at)..<dot])
    path = String(parts[0][parts[0].index(after: dot)...])
    value = String(parts[1])
    guard !server.isEmpty, !variant.isEmpty, !path.isEmpty else { return nil }
  }

  /// `name@variant`.
  package var label: String { "\(server)@\(variant)" }

  /// The keys of the path and the rule for the value; nil for a path that the schema does not know.
  ///
  /// Keys may contain dots (`api.2.1.level`), so the schema decides where a key ends.
  func keys(in rule: MappingRule) -> (names: [String], rule: ValueRule?) {
    var (names, rest) = ([String](), path[...])
    var current: ValueRule? = .mapping(rule)
    while !rest.isEmpty {
      let known = current?.keyNames.filter { rest == $0 || rest.hasPrefix($0 + ".") } ?? []
      let key = known.max { $0.count < $1.count } ?? String(rest.prefix { $0 != "." })
      names.append(key)
      current = current?.rule(of: key)
      rest = rest.dropFirst(key.count).dropFirst()
    }
    return (names, current)
  }
}

extension ValueRule {
  /// The keys of the mappings with known keys that a value can be.
  fileprivate var keyNames: [String] { mappings.flatMap { $0.keys.map(\.name) } }

  /// The rule for the value of a key; nil if there is none.
  fileprivate func rule(of key: String) -> ValueRule? {
    if case .table(_, let values, _) = self { return values }
    return mappings.compactMap { $0[key]?.value }.first
  }

  /// Whether a text is a valid type of value, so that it needs no quotes on the command line.
  var takesText: Bool {
    switch self {
    case .text, .argument, .choice: true
    case .either(let rules): rules.contains(where: \.takesText)
    default: false
    }
  }
}
