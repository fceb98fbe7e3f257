import Synchronization

/// A regular expression in the syntax that ECMA 262 and Swift share, compiled to a table.
///
/// A pattern is the only source of a rule: the JSON Schema publishes ``source``, and ``matches(_:)``
/// uses the same text. The whole text must match, so a pattern starts with `^` and ends with `$`. It
/// may contain characters, `.`, sets, `\s`, groups, `|`, `*`, `+`, `?` and `{2,4}`; look-around and
/// back references are not supported. A check takes one table access per character. Swift's `Regex`
/// takes about fifty times as long, which is too slow for thousands of descriptors.
package struct TextPattern: Sendable {
  /// The regular expression.
  package let source: String
  private let compiled = Compiled()

  /// The table, built at the first check.
  private final class Compiled: Sendable {
    private let table = AtomicLazyReference<TransitionTable>()

    func table(of source: String) -> TransitionTable {
      if let table = table.load() { return table }
      var parser = PatternParser(source.dropFirst().dropLast())
      return table.storeIfNil(TransitionTable(PatternAutomaton(parser.expression())))
    }
  }

  /// Creates a pattern; unsupported syntax is a programming error.
  package init(_ source: String) {
    precondition(source.first == "^" && source.last == "$", "a pattern without anchors: \(source)")
    self.source = source
  }

  /// The regular expression without its anchors, for use in a larger one.
  package var part: String { "(" + source.dropFirst().dropLast() + ")" }

  /// Whether the whole text matches.
  package func matches(_ text: String) -> Bool {
    compiled.table(of: source).accepts(text.unicodeScalars)
  }
}

extension TextPattern: ExpressibleByStringLiteral {
  /// Creates a pattern from a literal.
  package init(stringLiteral source: String) { self.init(source) }
}
