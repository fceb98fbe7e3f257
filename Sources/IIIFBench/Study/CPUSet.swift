package import Support
import Foundation

/// A set of processor numbers in the notation of the kernel and of container engines: `0-3,6`.
package struct CPUSet: Hashable, Sendable {
  /// A description of the form for messages.
  package static let expectation = "processor numbers, such as 0-1,3"
  /// The form, except the order of a range's ends.
  package static let pattern: TextPattern =
    "^[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*$"
  /// The greatest number that the kernel supports.
  private static let highest = 8191

  /// The numbers in ascending order; at least one.
  package let numbers: [Int]

  /// Parses a list of numbers and ascending ranges; nil if it is malformed or a number is too large.
  package init?(_ text: String) {
    guard Self.pattern.matches(text) else { return nil }
    var numbers: Set<Int> = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last, last <= Self.highest
      else { return nil }
      numbers.formUnion(first...last)
    }
    self.numbers = numbers.sorted()
  }

  /// Creates a set of at least one number.
  package init(numbers: [Int]) {
    self.numbers = numbers.sorted()
  }

  /// The shortest notation of the set.
  package var text: String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// The numbers that another set lacks; nil if it lacks none.
  package func missing(in other: CPUSet) -> String? {
    let missing = Set(numbers).subtracting(other.numbers).sorted()
    return missing.isEmpty ? nil : missing.map(String.init).joined(separator: ", ")
  }

  /// The processors that this process may use.
  package static var allowed: CPUSet? {
    let key = "Cpus_allowed_list:"
    return (SystemFile.text("/proc/self/status") ?? "").split(separator: "\n")
      .first { $0.hasPrefix(key) }
      .flatMap { CPUSet($0.dropFirst(key.count).trimmingCharacters(in: .whitespaces)) }
  }
}

extension CPUSet: Codable {
  /// Reads the text.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let set = CPUSet(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected \(Self.expectation)")
    }
    self = set
  }

  /// Writes the text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
