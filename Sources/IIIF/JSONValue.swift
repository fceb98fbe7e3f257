internal import Foundation

/// Any JSON value, for properties that accept several types.
enum JSONValue: Decodable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// Parses a document; nil if it is not JSON.
  init?(json: some Sequence<UInt8>) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(json)) else {
      return nil
    }
    self = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  var object: [String: JSONValue]? { if case .object(let object) = self { object } else { nil } }

  /// The items of a list; any other value counts as a list of one item.
  var items: [JSONValue] { if case .list(let items) = self { items } else { [self] } }

  /// A text that is equal for documents that differ only in the order of lists and properties.
  var unorderedText: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): String(reflecting: value)
    case .list(let items): "[" + items.map(\.unorderedText).sorted().joined(separator: ",") + "]"
    case .object(let object):
      "{"
        + object.map { String(reflecting: $0.key) + ":" + $0.value.unorderedText }.sorted()
        .joined(separator: ",") + "}"
    }
  }

  /// A positive integer within the range in which a double is exact.
  var positiveInteger: Int? {
    guard case .number(let number) = self, number >= 1, number <= 9e15, number == number.rounded()
    else { return nil }
    return Int(number)
  }
}
