@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Foundation
import Testing

/// A small edit that makes the fixture's descriptor wrong, and what must be said about it.
struct DescriptorProblem: Sendable, CustomTestStringConvertible {
  var name: String
  /// What is replaced; nil to put the new text at the end.
  var old: String?
  var new: String
  /// One for each diagnostic: `line:column: severity: message`, with the path before it where it is
  /// not the descriptor's.
  var expected: [String]

  init(_ name: String, _ old: String?, _ new: String, _ expected: String...) {
    self.name = name
    self.old = old
    self.new = new
    self.expected = expected
  }

  var testDescription: String { name }

  /// The descriptor with the problem in it.
  var text: String {
    let fixture = DescriptorFixture.text
    guard let old else { return fixture + new }
    guard let range = fixture.range(of: old) else { return "the edit '\(name)' finds nothing" }
    return fixture.replacingCharacters(in: range, with: new)
  }
}
