import Foundation
package import LoadGenerator
import Support

/// A header field of every request to a server, such as a token or a cookie.
///
/// Its value is a secret: it is read when connections are made, and no record, log or description
/// contains it.
package struct RequestHeader: Hashable, Sendable {
  /// Where the value comes from.
  package enum Source: Hashable, Sendable {
    /// The value itself.
    case text(String)
    /// An environment variable.
    case environment(String)
    /// The first line of a file.
    case file(String)
    /// A record that does not contain the value.
    case hidden
  }

  /// The field's name.
  package var name: String
  /// Where the value comes from.
  package var source: Source

  /// Creates a header field.
  package init(name: String, source: Source) {
    self.name = name
    self.source = source
  }

  /// Parses `NAME: VALUE`; a value `$VARIABLE` is an environment variable, `@PATH` a file.
  ///
  /// Nil if the name is invalid or the value is empty.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, TextForm.headerName.pattern.matches(String(parts[0])) else {
      return nil
    }
    let value = parts[1].drop { $0 == " " }
    guard !value.isEmpty else { return nil }
    name = String(parts[0])
    source =
      switch value.first {
      case "$": .environment(value.dropFirst().filter { !"{}".contains($0) })
      case "@": .file(String(value.dropFirst()))
      default: .text(String(value))
      }
  }

  /// The field with its value.
  ///
  /// - Throws: ``RequestHeaderError`` if the variable or the file is missing, or the value cannot be
  ///   sent.
  package func field() throws(RequestHeaderError) -> HeaderField {
    let value: String
    switch source {
    case .text(let text): value = text
    case .environment(let variable):
      guard let text = ProcessInfo.processInfo.environment[variable] else {
        throw RequestHeaderError(
          name: name, problem: "the environment variable \(variable) is not set")
      }
      value = text
    case .file(let path):
      guard let content = FileManager.default.contents(atPath: path) else {
        throw RequestHeaderError(name: name, problem: "the file \(path) cannot be read")
      }
      value =
        String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline).first
        .map(String.init) ?? ""
    case .hidden: throw RequestHeaderError(name: name, problem: "a record does not contain it")
    }
    let trimmed = value.trimmingCharacters(in: .whitespaces)
    guard !trimmed.isEmpty else { throw RequestHeaderError(name: name, problem: "it is empty") }
    guard trimmed.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
      throw RequestHeaderError(name: name, problem: "it contains control characters")
    }
    return HeaderField(name: name, value: trimmed)
  }
}

extension RequestHeader: CustomStringConvertible {
  /// The name and the source, without the value.
  package var description: String { "\(name): \(sourceText)" }

  private var sourceText: String {
    switch source {
    case .text, .hidden: "(hidden)"
    case .environment(let variable): "$\(variable)"
    case .file(let path): "@\(path)"
    }
  }
}

extension RequestHeader: CustomReflectable {
  /// The name and the source, without the value.
  package var customMirror: Mirror { Mirror(self, children: ["header": description]) }
}

extension RequestHeader: Codable {
  /// Reads a record; only variables and files can be used again.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let header = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a header field"))
    }
    self = header
    if case .text = source { source = .hidden }
  }

  /// Writes the name and the source, without the value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A header field without a usable value.
package struct RequestHeaderError: Error, Hashable, CustomStringConvertible {
  /// The field's name.
  package var name: String
  /// Why there is no value.
  package var problem: String

  /// The name and the reason.
  package var description: String { "the value of the header field '\(name)': \(problem)" }
}
