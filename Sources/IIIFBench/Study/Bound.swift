import Support

/// The minimum and maximum of a number in a study.
///
/// It is their only definition: the loader, the JSON Schema, the flags and the messages use it.
package struct Bound<Value: Comparable & Sendable>: Sendable {
  /// The number's key in a study, also the name of its flag.
  package let name: String
  /// The allowed values.
  package let range: ClosedRange<Value>

  /// Creates a bound.
  package init(_ name: String, _ range: ClosedRange<Value>) {
    self.name = name
    self.range = range
  }
}

extension Bound where Value == Int {
  /// The problem of a value out of bounds; nil for a valid value.
  package func problem(of value: Int?) -> BoundProblem? {
    guard let value, !range.contains(value) else { return nil }
    return BoundProblem(
      name: name, value: "\(value)", least: "\(range.lowerBound)", greatest: "\(range.upperBound)")
  }

  /// Checks a value.
  ///
  /// - Throws: ``BoundError`` if it is out of bounds.
  package func check(_ value: Int?) throws(BoundError) {
    if let error = BoundError([problem(of: value)].compactMap(\.self)) { throw error }
  }
}

extension Bound where Value == Double {
  /// The problem of a value that is out of bounds or not a number; nil for a valid value.
  package func problem(of value: Double?) -> BoundProblem? {
    guard let value, !range.contains(value) else { return nil }
    return BoundProblem(
      name: name, value: value.isFinite ? value.short : "\(value)",
      least: range.lowerBound.short, greatest: range.upperBound.short)
  }
}

/// A number in a study that is out of bounds.
package struct BoundProblem: Hashable, Sendable, CustomStringConvertible {
  /// The number's key in a study, also the name of its flag.
  package var name: String
  /// The value.
  package var value: String
  /// The minimum.
  package var least: String
  /// The maximum.
  package var greatest: String

  /// `concurrency 0: must be from 1 to 100000`.
  package var description: String { "\(name) \(value): must be from \(least) to \(greatest)" }
}

/// The numbers of a study that are out of bounds.
package struct BoundError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The numbers; at least one.
  package var problems: [BoundProblem]

  /// Creates an error; nil without problems.
  package init?(_ problems: [BoundProblem]) {
    guard !problems.isEmpty else { return nil }
    self.problems = problems
  }

  /// One line per number.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
