package import Support

/// Checks a file against its schema and reports all problems.
package struct SchemaChecker {
  /// The subject of a message.
  package enum Subject {
    case file
    case value(of: String)
    case item(of: String)
  }

  /// The keys of the whole file, used to locate misplaced keys.
  package let schema: MappingRule
  package var diagnostics: DiagnosticCollector
  /// Whether overrides are being checked, which require no keys and in which null removes a key.
  private var isPartial = false

  package init(schema: MappingRule, diagnostics: DiagnosticCollector) {
    self.schema = schema
    self.diagnostics = diagnostics
  }

  /// Checks the whole file.
  package mutating func check(_ root: YAMLNode) {
    check(root, against: .mapping(schema), as: .file, owner: root.location)
  }

  /// Checks a file after applying overrides: the values of the changed keys and the required keys.
  package mutating func check(_ root: YAMLNode, changed keys: [String]) {
    let isChanged = { (entry: YAMLEntry) in keys.contains(entry.key) }
    checkKeys(of: root, against: schema, as: .file, owner: root.location, where: isChanged)
  }

  /// Checks a value; missing keys in it are reported at `owner`, the place of its key.
  package mutating func check(
    _ node: YAMLNode, against rule: ValueRule, as subject: Subject, owner: SourceLocation
  ) {
    if case .refused = node.content { return }
    switch rule {
    case .list(let item, let fewest, let repeats):
      checkList(node, of: item, atLeast: fewest, repeats: repeats, rule: rule, as: subject)
    case .mapping(let mapping):
      guard node.isMapping else { return reject(node, rule, as: subject) }
      checkKeys(of: node, against: mapping, as: subject, owner: owner)
    case .table(let keys, let values, let exactlyOne):
      guard node.isMapping else { return reject(node, rule, as: subject) }
      checkTable(node, keys: keys, values: values, exactlyOne: exactlyOne, as: subject)
    case .overrides(let mapping, let excepted):
      guard node.isMapping else { return reject(node, rule, as: subject) }
      checkOverrides(node, of: mapping, except: excepted)
    case .either(let rules):
      guard let fitting = rules.first(where: { $0.isFor(node) }) else {
        return reject(node, rule, as: subject)
      }
      if node.scalar != nil {
        if !rules.contains(where: { $0.accepts(node) }) { reject(node, rule, as: subject) }
      } else {
        check(node, against: fitting, as: subject, owner: owner)
      }
    default:
      if !rule.accepts(node) { reject(node, rule, as: subject) }
    }
  }

  private mutating func checkList(
    _ node: YAMLNode, of item: ValueRule, atLeast fewest: Int, repeats: Bool, rule: ValueRule,
    as subject: Subject
  ) {
    guard case .sequence(let items) = node.content else {
      return reject(node, rule, as: subject)
    }
    if items.count < fewest {
      diagnostics.error(
        "\(subject.words) must not be empty: expected \(rule.expectation)", at: node.location)
    }
    let wasPartial = isPartial
    isPartial = false
    defer { isPartial = wasPartial }
    var texts: Set<String> = []
    for value in items {
      guard !diagnostics.isFull else { return }
      check(value, against: item, as: .item(of: subject.key), owner: value.location)
      guard !repeats, let text = value.text else { continue }
      if !texts.insert(text).inserted {
        diagnostics.error(
          "\(text.quoted) appears twice in \(subject.words); remove one", at: value.location)
      }
    }
  }

  private mutating func checkKeys(
    of node: YAMLNode, against rule: MappingRule, as subject: Subject, owner: SourceLocation,
    where isChecked: (YAMLEntry) -> Bool = { _ in true }
  ) {
    var meant: Set<String> = []
    for entry in node.entries {
      guard !diagnostics.isFull else { return }
      if let key = rule[entry.key] {
        if isChecked(entry) { checkValue(of: entry, against: key.value) }
      } else {
        diagnostics.error(unknownKey(entry.key, in: rule, of: subject), at: entry.location)
        if let near = nearest(entry.key, in: rule.keys.map(\.name)) { meant.insert(near) }
      }
    }
    guard !isPartial else { return }
    for key in rule.keys
    where key.isRequired && !meant.contains(key.name) && node[key.name] == nil {
      diagnostics.error(
        "missing key '\(key.name)'\(subject.place): \(key.summary)", at: owner)
    }
    if node.entries.count < rule.atLeast {
      diagnostics.error(
        "\(subject.words) must not be empty: expected at least one of \(rule.keyNames)", at: owner)
    }
    for group in rule.groups { check(node, against: group, meant: meant, owner: owner) }
  }

  private mutating func checkValue(of entry: YAMLEntry, against rule: ValueRule) {
    if isPartial, entry.value.scalar?.kind == .null { return }
    check(entry.value, against: rule, as: .value(of: entry.key), owner: entry.location)
  }

  private mutating func check(
    _ node: YAMLNode, against group: KeyGroup, meant: Set<String>, owner: SourceLocation
  ) {
    let present = group.keys.compactMap { node.entry($0) }
    if present.isEmpty, meant.isDisjoint(with: group.keys), let absence = group.absence {
      diagnostics.error(absence, at: owner)
    }
    if present.count > 1, group.isExclusive,
      let last = present.max(by: { $0.location < $1.location })
    {
      let names = present.map { "'\($0.key)'" }.joined(separator: " and ")
      diagnostics.error("\(names) exclude each other; remove one", at: last.location)
    }
  }

  private mutating func checkTable(
    _ node: YAMLNode, keys: TextForm, values: ValueRule, exactlyOne: Bool, as subject: Subject
  ) {
    if exactlyOne, !isPartial, node.entries.count != 1 {
      diagnostics.error(
        "\(subject.words) must have exactly one key, found \(node.entries.count)",
        at: node.location)
    }
    for entry in node.entries {
      guard !diagnostics.isFull else { return }
      if !keys.accepts(entry.key) {
        diagnostics.error(
          "the key \(entry.key.quoted)\(subject.place) must be \(keys.expectation)",
          at: entry.location)
      }
      checkValue(of: entry, against: values)
    }
  }

  /// Checks the overrides alone; the merged mapping is checked separately.
  private mutating func checkOverrides(
    _ node: YAMLNode, of rule: MappingRule, except excepted: [String]
  ) {
    for entry in node.entries where excepted.contains(entry.key) {
      diagnostics.error("a variant cannot change '\(entry.key)'; remove it", at: entry.location)
    }
    let changes = YAMLNode(
      content: .mapping(node.entries.filter { !excepted.contains($0.key) }),
      location: node.location)
    let wasPartial = isPartial
    isPartial = true
    checkKeys(of: changes, against: rule, as: .file, owner: node.location)
    isPartial = wasPartial
  }

  private mutating func reject(_ node: YAMLNode, _ rule: ValueRule, as subject: Subject) {
    diagnostics.error(
      "\(subject.words) must be \(rule.expectation), found \(node.words)"
        + rule.remedy(for: node),
      at: node.location)
  }

  private func unknownKey(_ key: String, in rule: MappingRule, of subject: Subject) -> String {
    let message = "unknown key \(key.quoted)\(subject.place)"
    if let near = nearest(key, in: rule.keys.map(\.name)) {
      return message + "; did you mean '\(near)'?"
    }
    let homes = schema.homes(of: key).map { "'\($0)'" }
    if !homes.isEmpty {
      return message + "; it belongs in " + homes.joined(separator: " or ")
    }
    return message + "; expected one of \(rule.keyNames)"
  }
}

extension SchemaChecker.Subject {
  /// The subject in a sentence.
  fileprivate var words: String {
    switch self {
    case .file: "the file"
    case .value(let key): key.quoted
    case .item(let key): "an item of \(key.quoted)"
    }
  }

  /// The place of a key, after its name.
  fileprivate var place: String {
    switch self {
    case .file: ""
    case .value(let key), .item(let key): " in \(key.quoted)"
    }
  }

  fileprivate var key: String {
    switch self {
    case .file: ""
    case .value(let key), .item(let key): key
    }
  }
}

extension ValueRule {
  /// Whether the rule applies to the node's kind.
  fileprivate func isFor(_ node: YAMLNode) -> Bool {
    switch (self, node.content) {
    case (.list, .sequence), (.mapping, .mapping), (.table, .mapping), (.overrides, .mapping): true
    case (.list, _), (.mapping, _), (.table, _), (.overrides, _): false
    case (_, .scalar): true
    default: false
    }
  }

  /// Whether a scalar satisfies a rule for scalars.
  fileprivate func accepts(_ node: YAMLNode) -> Bool {
    guard let scalar = node.scalar else { return false }
    switch self {
    case .text(let form): return scalar.kind == .text && form.accepts(scalar.text)
    case .argument: return scalar.kind != .null
    case .integer(let range): return scalar.integer.map(range.contains) ?? false
    case .number(let range): return scalar.number.map(range.contains) ?? false
    case .boolean: return scalar.boolean != nil
    case .choice(let words): return scalar.kind == .text && words.contains(scalar.text)
    case .list, .mapping, .table, .either, .overrides: return false
    }
  }

  /// A suggestion for a rejected value; empty if there is none.
  fileprivate func remedy(for node: YAMLNode) -> String {
    guard let scalar = node.scalar else { return remedyForBraces(node) }
    switch self {
    case .text(let form):
      if scalar.style == .block, scalar.text.hasSuffix("\n"),
        form.accepts(String(scalar.text.dropLast()))
      {
        return "; write >- to omit the trailing newline"
      }
      if let explanation = form.explanation?(scalar.text) { return "; \(explanation)" }
      let isPlain = scalar.kind != .text && scalar.kind != .null
      return isPlain && form.accepts(scalar.text)
        ? "; quote it: \"\(scalar.text)\""
        : suggestion(for: scalar.text, in: form.candidates)
    case .integer, .number:
      let plain = ValueRule.unquoted(node)
      return scalar.style != .plain && accepts(plain) ? "; remove the quotes" : ""
    case .boolean:
      switch scalar.text.lowercased() {
      case "yes", "on", "true": return "; write true"
      case "no", "off", "false": return "; write false"
      default: return ""
      }
    case .choice(let words):
      return suggestion(for: scalar.text, in: words)
    case .either(let rules):
      return rules.lazy.map { $0.remedy(for: node) }.first { !$0.isEmpty } ?? ""
    default:
      return ""
    }
  }

  /// YAML reads `{port}` without quotes as a mapping.
  private func remedyForBraces(_ node: YAMLNode) -> String {
    switch self {
    case .text, .argument:
      guard node.entries.count == 1, let entry = node.entries.first,
        entry.value.scalar?.kind == .null
      else { return "" }
      return "; quote it: \"{\(entry.key)}\""
    default: return ""
    }
  }

  private static func unquoted(_ node: YAMLNode) -> YAMLNode {
    guard let text = node.scalar?.text else { return node }
    return YAMLNode(
      content: .scalar(YAMLScalar(text: text, style: .plain)), location: node.location)
  }
}

extension YAMLNode {
  /// The value, for messages.
  fileprivate var words: String {
    switch content {
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: "nothing"
      case .text: scalar.text.quoted
      case .integer, .number: "the number \(scalar.text)"
      case .boolean: scalar.text
      }
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .refused: "an unsupported value"
    }
  }
}

extension MappingRule {
  /// The paths of nested mappings that have a key.
  fileprivate func homes(of key: String) -> [String] {
    keys.flatMap { rule in
      rule.value.mappings.flatMap { mapping in
        (mapping[key] == nil ? [] : [rule.name])
          + mapping.homes(of: key).map { "\(rule.name).\($0)" }
      }
    }
  }
}

extension ValueRule {
  /// The mappings with known keys that a value can be.
  var mappings: [MappingRule] {
    switch self {
    case .mapping(let rule): [rule]
    case .list(let item, _, _): item.mappings
    case .either(let rules): rules.flatMap(\.mappings)
    default: []
    }
  }
}
