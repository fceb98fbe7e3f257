/// A regular expression as a tree.
indirect enum PatternExpression {
  /// One scalar of a set.
  case one(of: ScalarSet)
  /// Expressions in sequence.
  case sequence([PatternExpression])
  /// One of several expressions.
  case choice([PatternExpression])
  /// A repeated expression; nil means no limit.
  case repeated(PatternExpression, atLeast: Int, atMost: Int?)
}

/// Parses a regular expression without its anchors; an unsupported construct is a programming error.
struct PatternParser {
  private var rest: Substring.UnicodeScalarView

  init(_ text: Substring) { rest = text.unicodeScalars }

  /// Parses the whole text.
  mutating func expression() -> PatternExpression {
    let expression = choice()
    precondition(rest.isEmpty, "an unmatched ')' in a pattern before '\(rest)'")
    return expression
  }

  private mutating func choice() -> PatternExpression {
    var choices = [sequence()]
    while skip("|") { choices.append(sequence()) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func sequence() -> PatternExpression {
    var items: [PatternExpression] = []
    while let next = rest.first, next != "|", next != ")" {
      items.append(repeated(item()))
    }
    return .sequence(items)
  }

  private mutating func item() -> PatternExpression {
    switch take() {
    case "(":
      precondition(rest.first != "?", "a pattern with a special group: '(\(rest)'")
      let group = choice()
      precondition(skip(")"), "a group without ')' in a pattern")
      return group
    case "[": return .one(of: set())
    case ".": return .one(of: ScalarSet.lineEnds.complement)
    case "\\": return .one(of: escaped())
    case let scalar: return .one(of: ScalarSet(scalar))
    }
  }

  private mutating func repeated(_ item: PatternExpression) -> PatternExpression {
    if skip("*") { return .repeated(item, atLeast: 0, atMost: nil) }
    if skip("+") { return .repeated(item, atLeast: 1, atMost: nil) }
    if skip("?") { return .repeated(item, atLeast: 0, atMost: 1) }
    guard skip("{") else { return item }
    let fewest = number()
    let most = skip(",") ? number() : fewest
    precondition(skip("}") && fewest <= most, "a repetition without '}' in a pattern")
    return .repeated(item, atLeast: fewest, atMost: most)
  }

  private mutating func set() -> ScalarSet {
    let isNegated = skip("^")
    var ranges: [ClosedRange<UInt32>] = []
    while !skip("]") {
      let first = take()
      if first == "\\" {
        ranges += escaped().ranges
      } else if rest.first == "-", rest.dropFirst().first != "]" {
        _ = take()
        ranges.append(first.value...take().value)
      } else {
        ranges.append(first.value...first.value)
      }
    }
    let set = ScalarSet(ranges)
    return isNegated ? set.complement : set
  }

  private mutating func escaped() -> ScalarSet {
    let scalar = take()
    switch scalar {
    case "n": return ScalarSet("\n")
    case "r": return ScalarSet("\r")
    case "t": return ScalarSet("\t")
    case "s": return .whitespace
    case "S": return ScalarSet.whitespace.complement
    default:
      precondition(!scalar.properties.isAlphabetic, "the escape '\\\(scalar)' in a pattern")
      return ScalarSet(scalar)
    }
  }

  private mutating func number() -> Int {
    let digits = rest.prefix { "0"..."9" ~= $0 }
    rest = rest.dropFirst(digits.count)
    guard let number = Int(String(digits)) else { preconditionFailure("a number in a pattern") }
    return number
  }

  private mutating func take() -> Unicode.Scalar {
    guard let scalar = rest.popFirst() else { preconditionFailure("a pattern ends too early") }
    return scalar
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }
}
