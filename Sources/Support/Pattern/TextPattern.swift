import Synchronization

/// A regular expression in the syntax that ECMA 262 and Swift share, compiled to a table.
///
/// A pattern is the single source of a rule: JSON Schema publishes ``source``, and ``matches(_:)``
/// decides by the same text. The whole text has to match, so a pattern starts with `^` and ends with
/// `$`. Between them stand characters, `.`, sets, `\s`, groups, `|`, `*`, `+`, `?` and `{2,4}`;
/// look-around and back references are not supported. Checking a text takes one table access a
/// character. Swift's `Regex` takes some fifty times as long, which thousands of descriptors would
/// feel.
package struct TextPattern: Sendable {
  /// The regular expression.
  package let source: String
  private let compiled = Compiled()

  /// The table, which is made when the first text is checked.
  private final class Compiled: Sendable {
    private let table = AtomicLazyReference<TransitionTable>()

    func table(of source: String) -> TransitionTable {
      if let table = table.load() { return table }
      var parser = PatternParser(source.dropFirst().dropLast())
      return table.storeIfNil(TransitionTable(PatternAutomaton(parser.expression())))
    }
  }

  /// Takes a pattern; one with another syntax is a programming error.
  package init(_ source: String) {
    precondition(source.first == "^" && source.last == "$", "a pattern without anchors: \(source)")
    self.source = source
  }

  /// The regular expression without its anchors, as a part of a larger one.
  package var part: String { "(" + source.dropFirst().dropLast() + ")" }

  /// Whether the whole text matches.
  package func matches(_ text: String) -> Bool {
    compiled.table(of: source).accepts(text.unicodeScalars)
  }
}

extension TextPattern: ExpressibleByStringLiteral {
  /// Takes a literal.
  package init(stringLiteral source: String) { self.init(source) }
}
