package import Results

/// The outcome of comparing kept bodies with reference pictures.
package struct PictureReport: Hashable, Sendable {
  /// The number of compared bodies.
  package var compared = 0
  /// Wrong bodies by kind.
  ///
  /// The load's own figures count them as valid.
  package var wrong: [String: Int] = [:]
  /// The distinct reasons why bodies could not be compared.
  package var limitations: [String] = []
  /// A few examples of each kind.
  package var examples: [ErrorExample] = []

  /// Creates an empty report.
  package init() {}

  /// The number of wrong bodies.
  package var wrongCount: Int { wrong.values.reduce(0, +) }

  /// Remarks on the cell's figures, one sentence each.
  package var remarks: [String] {
    let wrong =
      wrongCount == 0
      ? []
      : [
        "\(wrongCount) of \(compared) answers whose pixels were compared are wrong; the figures "
          + "count such answers as valid."
      ]
    return wrong + limitations.map { "Pixels were not compared: \($0)" }
  }

  /// Counts a wrong body and keeps it as an example if there are few of its kind.
  package mutating func note(_ example: ErrorExample) {
    wrong[example.kind, default: 0] += 1
    let known = examples.count { $0.kind == example.kind }
    if known < ImageVerification.examplesPerKind { examples.append(example) }
  }

  /// Records a reason once.
  package mutating func note(limitation: String) {
    if !limitations.contains(limitation) { limitations.append(limitation) }
  }
}
