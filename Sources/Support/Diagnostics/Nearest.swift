/// The candidate with the smallest edit distance to a word; nil if none is near.
///
/// A candidate is near if at most a third of its letters differ. A missing, additional, replaced or
/// transposed letter counts as one difference; case is ignored. A tie goes to the candidate with the
/// same first letter.
package func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
  let longest = 64
  let letters = Array(word.lowercased().unicodeScalars.prefix(longest + 1))
  guard !letters.isEmpty, letters.count <= longest else { return nil }
  var best: (candidate: String, rank: Int)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().unicodeScalars.prefix(longest + 1))
    let allowed = max(1, max(letters.count, other.count) / 3)
    guard other.count <= longest, abs(letters.count - other.count) <= allowed else { continue }
    let distance = editDistance(letters, other)
    let rank = distance * 2 + (letters.first == other.first ? 0 : 1)
    if distance <= allowed, distance < letters.count, rank < (best?.rank ?? Int.max) {
      best = (candidate, rank)
    }
  }
  return best?.candidate
}

/// The end of a message, `; did you mean 'port'?`; empty if no candidate is near.
package func suggestion(for word: String, in candidates: some Sequence<String>) -> String {
  nearest(word, in: candidates).map { "; did you mean \($0.quoted)?" } ?? ""
}

/// The message about an unknown name, with the nearest known name or, if none is near, all of them.
///
/// `there is no operation 'crpo'; did you mean 'crop'?`
package func unknownName(
  _ kind: String, _ name: String, of owner: String? = nil, among known: [String]
) -> String {
  let place = owner.map { " of \($0.quoted)" } ?? ""
  let hint = suggestion(for: name, in: known)
  let list = known.isEmpty ? "; there are none" : "; there are: \(known.joined(separator: ", "))"
  return "there is no \(kind) \(name.quoted)\(place)\(hint.isEmpty ? list : hint)"
}

/// The number of insertions, deletions, replacements and transpositions between two words.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for i in left.indices {
    var current = [i + 1]
    for j in right.indices {
      let replacement = previous[j] + (left[i] == right[j] ? 0 : 1)
      var cost = min(previous[j + 1] + 1, current[j] + 1, replacement)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      current.append(cost)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}
