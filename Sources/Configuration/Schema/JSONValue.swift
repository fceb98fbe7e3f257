import Support
/// A JSON value with ordered keys.
package indirect enum JSONValue: Sendable {
  case object([(key: String, value: JSONValue)])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case null

  private var isScalar: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }

  /// The value as text, indented by two spaces; lists of scalars take one line.
  package func text(indentedBy depth: Int = 0) -> String {
    let inner = String(repeating: "  ", count: depth + 1)
    let outer = String(repeating: "  ", count: depth)
    switch self {
    case .object(let members) where members.isEmpty: return "{}"
    case .array(let items) where items.isEmpty: return "[]"
    case .object(let members):
      let lines = members.map { member in
        inner + quotedJSON(member.key) + ": " + member.value.text(indentedBy: depth + 1)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    case .array(let items) where items.allSatisfy(\.isScalar):
      return "[" + items.map { $0.text() }.joined(separator: ", ") + "]"
    case .array(let items):
      let lines = items.map { inner + $0.text(indentedBy: depth + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
    case .string(let text): return quotedJSON(text)
    case .integer(let number): return String(number)
    case .number(let number): return number.short
    case .boolean(let value): return String(value)
    case .null: return "null"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

private func quotedJSON(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
