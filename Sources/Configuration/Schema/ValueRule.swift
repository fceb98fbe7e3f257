package import Support

/// What a value of a file must be: the source of both the loader's checks and the JSON Schema.
package indirect enum ValueRule: Sendable {
  /// A text of a form.
  case text(TextForm)
  /// A text, a number or a truth value, taken as it is written: part of a command line.
  case argument
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// A number.
  case number(ClosedRange<Double>)
  /// `true` or `false`.
  case boolean
  /// One of a few words.
  case choice([String])
  /// A list without repetitions, unless they are allowed.
  case list(of: ValueRule, atLeast: Int = 0, repeats: Bool = false)
  /// A mapping with known keys.
  case mapping(MappingRule)
  /// A mapping with keys of the file's own.
  case table(keys: TextForm, values: ValueRule, exactlyOne: Bool = false)
  /// The first of the rules that is for a value of the kind: scalar, list or mapping.
  case either([ValueRule])
  /// Overrides of the mapping's keys but those that are named: a null removes a key.
  case overrides(of: MappingRule, except: [String])
}

/// The keys of a mapping.
package struct MappingRule: Sendable {
  /// The keys, in the order in which they are documented.
  package var keys: [KeyRule]
  /// The fewest keys.
  package var atLeast = 0
  /// Keys that belong together.
  package var groups: [KeyGroup] = []

  package subscript(key: String) -> KeyRule? {
    keys.first { $0.name == key }
  }
}

/// Keys of which one must be there, or which exclude each other, or both.
package struct KeyGroup: Sendable {
  package var keys: [String]
  /// What is said when none is there; nil where that is right.
  package var absence: String?
  package var isExclusive = false
}

/// A key of a mapping.
package struct KeyRule: Sendable {
  /// The key.
  package var name: String
  /// What its value must be.
  package var value: ValueRule
  /// Whether it must be there.
  package var isRequired = false
  /// What is taken when it is not there.
  package var standard: JSONValue?
  /// One line without a full stop: what it says.
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
  /// What is expected, in words.
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
  /// The keys in a row.
  package var keyNames: String { keys.map(\.name).joined(separator: ", ") }
}
