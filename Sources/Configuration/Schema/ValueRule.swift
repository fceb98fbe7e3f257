package import Support

/// A rule for a value, from which both the loader's checks and the JSON Schema are made.
package indirect enum ValueRule: Sendable {
  /// A text with a form.
  case text(TextForm)
  /// A text, a number or a boolean, used literally as part of a command line.
  case argument
  /// An integer.
  case integer(ClosedRange<Int>)
  /// A number.
  case number(ClosedRange<Double>)
  /// `true` or `false`.
  case boolean
  /// One of several words.
  case choice([String])
  /// A list, without duplicates unless `repeats` is set.
  case list(of: ValueRule, atLeast: Int = 0, repeats: Bool = false)
  /// A mapping with known keys.
  case mapping(MappingRule)
  /// A mapping with arbitrary keys of a form.
  case table(keys: TextForm, values: ValueRule, exactlyOne: Bool = false)
  /// The first rule that applies to the kind of the value: scalar, list or mapping.
  case either([ValueRule])
  /// Overrides of a mapping's keys, except the named ones; null removes a key.
  case overrides(of: MappingRule, except: [String])
}

/// The keys of a mapping.
package struct MappingRule: Sendable {
  /// The keys in the order of the documentation.
  package var keys: [KeyRule]
  /// The minimum number of keys.
  package var atLeast = 0
  /// Groups of related keys.
  package var groups: [KeyGroup] = []

  package subscript(key: String) -> KeyRule? {
    keys.first { $0.name == key }
  }
}

/// Keys of which one is required, or which exclude each other, or both.
package struct KeyGroup: Sendable {
  package var keys: [String]
  /// The message if none is present; nil if that is valid.
  package var absence: String?
  package var isExclusive = false
}

/// A key of a mapping.
package struct KeyRule: Sendable {
  /// The key.
  package var name: String
  /// The rule for its value.
  package var value: ValueRule
  /// Whether it is required.
  package var isRequired = false
  /// The default value.
  package var standard: JSONValue?
  /// A one-line description without a full stop.
  package var summary: String

  package static func required(_ name: String, _ value: ValueRule, _ summary: String) -> KeyRule {
    KeyRule(name: name, value: value, isRequired: true, summary: summary)
  }

  package static func optional(
    _ name: String, _ value: ValueRule, default standard: JSONValue? = nil, _ summary: String
  ) -> KeyRule {
    KeyRule(name: name, value: value, standard: standard, summary: summary)
  }
}

extension ValueRule {
  /// A description for messages.
  package var expectation: String {
    switch self {
    case .text(let form): form.expectation
    case .argument: "a text or a number"
    case .integer(let range):
      range.upperBound == Int.max
        ? "a whole number from \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      "a number from \(range.lowerBound.short) to \(range.upperBound.short)"
    case .boolean: "true or false"
    case .choice(let words):
      words.count == 1 ? words[0].quoted : "one of \(words.joined(separator: ", "))"
    case .list(let item, _, _): "a list, of which each item is \(item.expectation)"
    case .mapping(let rule):
      "a mapping with the \(rule.keys.count == 1 ? "key" : "keys") \(rule.keyNames)"
    case .table(_, let value, _): "a mapping, of which each value is \(value.expectation)"
    case .either(let rules): rules.map(\.expectation).joined(separator: ", or ")
    case .overrides: "a mapping with the keys that the variant changes"
    }
  }
}

extension MappingRule {
  /// The keys, separated by commas.
  package var keyNames: String { keys.map(\.name).joined(separator: ", ") }
}
