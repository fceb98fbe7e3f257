import Foundation
import Support

/// The settings of a value, one per line: `container.port` and `8080`.
enum SettingList {
  /// The settings as a definition list.
  static func html(of value: some Encodable) -> HTML {
    let rows = lines(of: value).map { key, text -> HTML in
      "<dt><code>\(key)</code></dt><dd><code>\(text)</code></dd>"
    }
    return "<dl class=\"facts\">\(rows.joined(separator: "\n"))</dl>"
  }

  /// The settings of a value by key; a list of scalars is one line, and empty values are omitted.
  static func lines(of value: some Encodable) -> [(key: String, text: String)] {
    guard let data = try? JSONEncoder().encode(value),
      let object = try? JSONSerialization.jsonObject(with: data)
    else { return [] }
    return lines(of: object, key: "")
  }

  private static func lines(of value: Any, key: String) -> [(key: String, text: String)] {
    if let members = value as? [String: Any] {
      return members.sorted { $0.key < $1.key }.flatMap { member in
        lines(of: member.value, key: key.isEmpty ? member.key : "\(key).\(member.key)")
      }
    }
    if let items = value as? [Any] {
      let texts = items.compactMap(text)
      if texts.count == items.count {
        return texts.isEmpty ? [] : [(key, ShellCommand.text(of: texts))]
      }
      return items.enumerated().flatMap { lines(of: $0.element, key: "\(key).\($0.offset + 1)") }
    }
    return text(of: value).map { [(key, $0)] } ?? []
  }

  /// The text of a scalar; nil for other values.
  private static func text(of value: Any) -> String? {
    if let text = value as? String { return text }
    guard !(value is [String: Any]), !(value is [Any]), !(value is NSNull) else { return nil }
    let data = try? JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
    return data.map { String(decoding: $0, as: UTF8.self) }
  }
}
