/// What a server's log proves about a start.
package struct LogRules: Codable, Hashable, Sendable {
  /// Texts of which none may occur in a line.
  package var refused: [String]
  /// Texts of which each must occur in a line.
  package var expected: [String]

  /// Creates rules.
  package init(refused: [String] = [], expected: [String] = []) {
    self.refused = refused
    self.expected = expected
  }

  /// Why a log refuses the start.
  package enum Finding: Hashable, Sendable {
    /// A refused text occurs in a line.
    case refused(String, line: String)
    /// An expected text is missing.
    case missing(String)
  }

  /// The first finding in the lines of a log; nil if the start is valid.
  package func finding(in lines: [String]) -> Finding? {
    for text in refused {
      if let line = lines.first(where: { $0.contains(text) }) { return .refused(text, line: line) }
    }
    return expected.first { text in !lines.contains { $0.contains(text) } }.map(Finding.missing)
  }
}
