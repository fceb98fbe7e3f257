extension [String] {
  /// The first elements, separated by commas, and the number of omitted ones.
  package func listed(limit: Int) -> String {
    let shown = prefix(limit).joined(separator: ", ")
    return count > limit ? "\(shown) and \(count - limit) more" : shown
  }
}
