/// Lists of names in sentences.
enum NameList {
  /// `a`, `a and b`, `a, b and c`; above the limit `a, b and 3 more`.
  static func text(_ names: [String], limit: Int = .max) -> String {
    let shown =
      names.count > limit
      ? names.prefix(limit - 1) + ["\(names.count - limit + 1) more"] : names[...]
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
