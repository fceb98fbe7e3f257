@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
extension DescriptorProblem {
  /// What is no YAML, or YAML that descriptors have no need of.
  static let syntax: [DescriptorProblem] = [
    DescriptorProblem(
      "A list is not closed",
      "[tiff-pyramid, jp2]", "[tiff-pyramid, jp2",
      "18:11: error: did not find expected ',' or ']' while parsing a flow sequence that "
        + "starts in line 17"),
    DescriptorProblem(
      "A line is indented by a tab",
      "  template:", "\ttemplate:",
      "19:1: error: tabs cannot indent YAML; use spaces"),
    DescriptorProblem(
      "A value holds a colon and a space",
      "title: Good Server", "title: Good: Server",
      "2:12: error: a key is not allowed here; check the indentation, and quote texts that "
        + "contain ': '"),
    DescriptorProblem(
      "A key is given twice",
      "notes: [A quirk.]",
      """
      name: other
      notes: [A quirk.]
      """,
      "45:1: error: duplicate key 'name'; the first one is in line 1"),
    DescriptorProblem(
      "A key is not a text",
      "notes: [A quirk.]",
      """
      [a]: b
      notes: [A quirk.]
      """,
      "45:1: error: a key must be a text"),
    DescriptorProblem(
      "An anchor and an alias are used",
      "single: {workers: {count: 1}}",
      """
      single: &one {workers: {count: 1}}
        again: *one
      """,
      "47:11: error: anchors are not supported; repeat the value instead",
      "48:10: error: aliases are not supported; repeat the value instead"),
    DescriptorProblem(
      "A tag is used",
      "title: Good Server", "title: !!str Good Server",
      "2:8: error: tags are not supported; remove '!!str'"),
    DescriptorProblem(
      "A second document follows",
      nil,
      """
      ---
      name: other

      """,
      "55:1: error: only one document is allowed; remove '---' and the rest"),
  ]
}
