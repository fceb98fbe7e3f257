/// What the comparison of kept bodies with reference pictures gave.
public struct PictureReport: Hashable, Sendable {
  /// Bodies that were compared.
  public var compared = 0
  /// Bodies that were wrong, by kind; they are among the right answers of the load's own figures.
  public var wrong: [String: Int] = [:]
  /// Why bodies could not be compared, once for each reason.
  public var obstacles: [String] = []
  /// A few examples of each kind.
  public var examples: [ErrorExample] = []

  /// Creates an empty report.
  public init() {}

  /// Bodies that were wrong in whatever way.
  public var wrongCount: Int { wrong.values.reduce(0, +) }

  /// What the reader of the cell's figures must know, one sentence each.
  public var remarks: [String] {
    let wrong =
      wrongCount == 0
      ? []
      : [
        "\(wrongCount) of \(compared) answers whose pixels were compared are wrong; the figures "
          + "count such answers as right."
      ]
    return wrong + obstacles.map { "Pixels were not compared: \($0)" }
  }

  /// Counts a wrong body and keeps it as an example where there are few of its kind.
  mutating func note(_ example: ErrorExample) {
    wrong[example.kind, default: 0] += 1
    let known = examples.count { $0.kind == example.kind }
    if known < ImageVerification.examplesPerKind { examples.append(example) }
  }

  /// Takes note of a reason.
  mutating func note(obstacle: String) {
    if !obstacles.contains(obstacle) { obstacles.append(obstacle) }
  }
}
