package import Support

/// A value in a YAML file with its place.
package struct YAMLNode: Sendable, Hashable {
  /// The content of a value.
  package enum Content: Sendable, Hashable {
    /// A text, a number, a boolean or null.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([YAMLNode])
    /// Values by unique keys, in the order of the file.
    case mapping([YAMLEntry])
    /// An unsupported value that was already reported, such as an alias.
    case refused
  }

  package var content: Content
  package var location: SourceLocation
}

/// A key of a mapping and its value.
package struct YAMLEntry: Sendable, Hashable {
  package var key: String
  package var location: SourceLocation
  package var value: YAMLNode
}

extension YAMLNode {
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The text of a scalar of any type; nil for null.
  package var text: String? {
    scalar.flatMap { $0.kind == .null ? nil : $0.text }
  }

  package var integer: Int? { scalar?.integer }

  package var number: Double? { scalar?.number }

  package var boolean: Bool? { scalar?.boolean }

  /// The values of a list; empty for other values.
  package var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// The entries of a mapping; empty for other values.
  package var entries: [YAMLEntry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  package var isMapping: Bool {
    if case .mapping = content { true } else { false }
  }

  /// The value of a key in a mapping.
  package subscript(key: String) -> YAMLNode? {
    entry(key)?.value
  }

  /// The entry of a key in a mapping.
  package func entry(_ key: String) -> YAMLEntry? {
    guard case .mapping(let entries) = content else { return nil }
    for index in entries.indices where entries[index].key == key { return entries[index] }
    return nil
  }

  /// Whether two values are equal, independent of place and quoting.
  package func hasSameContent(as other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let left), .scalar(let right)):
      left.text == right.text && left.kind == right.kind
    case (.sequence(let left), .sequence(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.hasSameContent(as: $1) }
    case (.mapping(let left), .mapping(let right)):
      left.count == right.count
        && left.allSatisfy { entry in
          other[entry.key].map { entry.value.hasSameContent(as: $0) } ?? false
        }
    default: false
    }
  }
}
