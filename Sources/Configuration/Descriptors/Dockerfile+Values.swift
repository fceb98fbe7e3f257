extension Dockerfile {
  /// The images of its stages, with build arguments filled in, without the names of own stages.
  package func bases(_ arguments: [String: String]) -> [String] {
    let stages = instructions.compactMap { instruction -> (base: String, name: String?)? in
      let words = instruction.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count > 1, words[0].uppercased() == "FROM" else { return nil }
      return (words[1], words.count > 3 ? words[3] : nil)
    }
    let names = Set(stages.compactMap(\.name))
    return stages.map { filled($0.base, arguments) }.filter { !names.contains($0) }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The value of an argument: the given one, or its default with arguments filled in; nil without
  /// either.
  package func value(of name: String, _ arguments: [String: String]) -> String? {
    if let given = arguments[name] { return given }
    for instruction in instructions {
      let words = instruction.split(whereSeparator: \.isWhitespace)
      guard words.first?.uppercased() == "ARG" else { continue }
      for word in words.dropFirst() where word.hasPrefix("\(name)=") {
        return filled(String(word.dropFirst(name.count + 1)), arguments)
      }
    }
    return nil
  }

  /// A text with `${NAME}` filled in.
  private func filled(_ text: String, _ arguments: [String: String]) -> String {
    text.replacing(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/) { match in
      value(of: String(match.output.1), arguments) ?? String(match.output.0)
    }
  }
}
