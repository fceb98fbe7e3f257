package import Support

/// A value of a YAML file, with its place.
package struct YAMLNode: Sendable, Hashable {
  /// What a value is.
  package enum Content: Sendable, Hashable {
    /// A text, number, truth value or null.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([YAMLNode])
    /// Values by key, in the order of the file; keys are different from each other.
    case mapping([YAMLEntry])
    /// Something that has been reported already, such as an alias.
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

  /// The scalar as it is written, whatever its type; nil for null.
  package var text: String? {
    scalar.flatMap { $0.kind == .null ? nil : $0.text }
  }

  package var integer: Int? { scalar?.integer }

  package var number: Double? { scalar?.number }

  package var boolean: Bool? { scalar?.boolean }

  /// The values of a list; empty for everything else.
  package var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// The keys and values of a mapping; empty for everything else.
  package var entries: [YAMLEntry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  package var isMapping: Bool {
    if case .mapping = content { true } else { false }
  }

  /// The value of a key of a mapping.
  package subscript(key: String) -> YAMLNode? {
    entry(key)?.value
  }

  /// A key of a mapping with its value.
  package func entry(_ key: String) -> YAMLEntry? {
    guard case .mapping(let entries) = content else { return nil }
    for index in entries.indices where entries[index].key == key { return entries[index] }
    return nil
  }

  /// Whether two values say the same, wherever they stand and however they are quoted.
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
