extension [String] {
  /// The first elements, separated by commas, with the number of those left out.
  package func listed(limit: Int) -> String {
    let shown = prefix(limit).joined(separator: ", ")
    return count > limit ? "\(shown) and \(count - limit) more" : shown
  }
}
