import Support
/// Renders the rules of a file as a JSON Schema (draft 7, which YAML editors support best).
package enum JSONSchema {
  /// The schema of a file as JSON text with a trailing newline.
  package static func text(of root: MappingRule, title: String) -> String {
    let head: [(key: String, value: JSONValue)] = [
      ("$schema", "http://json-schema.org/draft-07/schema#"), ("title", .string(title)),
    ]
    return JSONValue.object(head + members(of: root, isPartial: false)).text() + "\n"
  }

  /// The schema of a mapping; a partial one requires no keys, and null removes a key.
  private static func members(
    of rule: MappingRule, isPartial: Bool
  ) -> [(key: String, value: JSONValue)] {
    let properties = rule.keys.map { key in
      (key: key.name, value: property(key, isPartial: isPartial))
    }
    var result: [(key: String, value: JSONValue)] = [
      ("type", "object"), ("additionalProperties", false), ("properties", .object(properties)),
    ]
    guard !isPartial else { return result }
    let required = rule.keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { result.append(("required", names(required))) }
    if rule.atLeast > 0 { result.append(("minProperties", .integer(rule.atLeast))) }
    let conditions = rule.groups.flatMap(conditions)
    if !conditions.isEmpty { result.append(("allOf", .array(conditions))) }
    return result
  }

  private static func property(_ key: KeyRule, isPartial: Bool) -> JSONValue {
    var members = orNull(key.value, isPartial: isPartial)
    members.insert(("description", .string(key.summary)), at: 0)
    if let standard = key.standard { members.append(("default", standard)) }
    return .object(members)
  }

  private static func conditions(of group: KeyGroup) -> [JSONValue] {
    var conditions: [JSONValue] = []
    if group.absence != nil {
      let choices = group.keys.map { JSONValue.object([("required", names([$0]))]) }
      conditions.append(.object([("anyOf", .array(choices))]))
    }
    if group.isExclusive {
      conditions.append(.object([("not", .object([("required", names(group.keys))]))]))
    }
    return conditions
  }

  private static func orNull(
    _ rule: ValueRule, isPartial: Bool
  ) -> [(key: String, value: JSONValue)] {
    let members = members(of: rule, isPartial: isPartial)
    guard isPartial else { return members }
    return [("anyOf", .array([.object([("type", "null")]), .object(members)]))]
  }

  private static func members(
    of rule: ValueRule, isPartial: Bool
  ) -> [(key: String, value: JSONValue)] {
    switch rule {
    case .text(let form): [("type", "string"), ("pattern", .string(form.pattern.source))]
    case .argument: [("type", ["string", "number", "boolean"])]
    case .integer(let range):
      [("type", "integer"), ("minimum", .integer(range.lowerBound))]
        + (range.upperBound == Int.max ? [] : [("maximum", .integer(range.upperBound))])
    case .number(let range):
      [
        ("type", "number"), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ]
    case .boolean: [("type", "boolean")]
    case .choice(let words): [("enum", names(words))]
    case .list(let item, let fewest, let repeats):
      [("type", "array"), ("items", .object(members(of: item, isPartial: false)))]
        + (fewest > 0 ? [("minItems", .integer(fewest))] : [])
        + (repeats ? [] : [("uniqueItems", true)])
    case .mapping(let mapping): members(of: mapping, isPartial: isPartial)
    case .table(let keys, let values, let exactlyOne):
      [
        ("type", "object"), ("propertyNames", .object([("pattern", .string(keys.pattern.source))])),
        ("additionalProperties", .object(orNull(values, isPartial: isPartial))),
      ]
        + (exactlyOne && !isPartial
          ? [("minProperties", .integer(1)), ("maxProperties", .integer(1))] : [])
    case .either(let rules):
      [("anyOf", .array(rules.map { .object(members(of: $0, isPartial: isPartial)) }))]
    case .overrides(let mapping, let excepted):
      members(
        of: MappingRule(keys: mapping.keys.filter { !excepted.contains($0.name) }),
        isPartial: true)
    }
  }

  private static func names(_ names: [String]) -> JSONValue {
    .array(names.map(JSONValue.string))
  }
}
