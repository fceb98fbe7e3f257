package import Results

/// What the comparison of kept bodies with reference pictures gave.
package struct PictureReport: Hashable, Sendable {
  /// Bodies that were compared.
  package var compared = 0
  /// Bodies that were wrong, by kind; they are among the valid answers of the load's own figures.
  package var wrong: [String: Int] = [:]
  /// Why bodies could not be compared, once for each reason.
  package var limitations: [String] = []
  /// A few examples of each kind.
  package var examples: [ErrorExample] = []

  /// Creates an empty report.
  package init() {}

  /// Bodies that were wrong in whatever way.
  package var wrongCount: Int { wrong.values.reduce(0, +) }

  /// What the reader of the cell's figures must know, one sentence each.
  package var remarks: [String] {
    let wrong =
      wrongCount == 0
      ? []
      : [
        "\(wrongCount) of \(compared) answers whose pixels were compared are wrong; the figures "
          + "count such answers as right."
      ]
    return wrong + limitations.map { "Pixels were not compared: \($0)" }
  }

  /// Counts a wrong body and keeps it as an example where there are few of its kind.
  package mutating func note(_ example: ErrorExample) {
    wrong[example.kind, default: 0] += 1
    let known = examples.count { $0.kind == example.kind }
    if known < ImageVerification.examplesPerKind { examples.append(example) }
  }

  /// Takes note of a reason.
  package mutating func note(limitation: String) {
    if !limitations.contains(limitation) { limitations.append(limitation) }
  }
}
