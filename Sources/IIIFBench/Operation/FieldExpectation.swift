/// The expected value of a header field.
public struct FieldExpectation: Hashable, Sendable {
  /// A rule for the value.
  public enum Rule: Hashable, Sendable {
    /// This text; case is ignored.
    case equal(String)
    /// One of these texts; case is ignored.
    case oneOf([String])
    /// A link with a relation and a target that contains a text (RFC 8288).
    case link(relation: String, targetContaining: String)
  }

  /// The field's name.
  public var name: String
  /// The rule for the value.
  public var rule: Rule

  /// Creates an expectation for a field.
  public init(_ name: String, _ rule: Rule) {
    self.name = name
    self.rule = rule
  }

  /// Whether a value is valid; nil stands for a missing field.
  package func accepts(_ value: String?) -> Bool {
    guard let value else { return false }
    switch rule {
    case .equal(let text): return value.lowercased() == text.lowercased()
    case .oneOf(let texts): return texts.contains { value.lowercased() == $0.lowercased() }
    case .link(let relation, let text):
      return links(in: value).contains {
        $0.relations.contains(relation) && $0.target.contains(text)
      }
    }
  }

  /// The expectation for messages.
  package var text: String {
    switch rule {
    case .equal(let value): "\(name): \(value)"
    case .oneOf(let values): "\(name): \(values.joined(separator: " or "))"
    case .link(let relation, let target): "\(name): <…\(target)…>;rel=\"\(relation)\""
    }
  }

  private func links(in value: String) -> [(target: String, relations: [String])] {
    value.matches(of: /<([^>]*)>([^<]*)/).map { match in
      let relation = match.output.2.firstMatch(of: /rel\s*=\s*"?([^";,]*)/)?.output.1 ?? ""
      return (String(match.output.1), relation.split(separator: " ").map(String.init))
    }
  }
}
