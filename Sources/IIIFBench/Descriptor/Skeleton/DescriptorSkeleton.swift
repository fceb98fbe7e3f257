public import IIIF

/// A commented descriptor to start from: it validates as it is, and says what to change.
public struct DescriptorSkeleton: Sendable {
  /// The server's name.
  public let name: String
  /// The file's text.
  public let text: String

  /// Writes a descriptor.
  ///
  /// - Parameters:
  ///   - name: The server's name, which will be the file's name without `.yaml`.
  ///   - image: A container image; an example if nil.
  ///   - port: The port on which the server listens in the container.
  ///   - prefix: The path before identifiers; if nil, that of the information's image, or the usual
  ///     one.
  ///   - information: What a running server of the kind tells of an image, from which version, level,
  ///     features and limits are taken.
  /// - Throws: ``DescriptorSkeletonError`` when a value is none that a descriptor can have.
  public init(
    name: String, image: String? = nil, port: Int = 8080, prefix: String? = nil,
    information: ImageInformation? = nil
  ) throws(DescriptorSkeletonError) {
    self.name = name
    let writer = SkeletonWriter(
      name: name, image: image, port: port, prefix: prefix, information: information)
    text = writer.text
    let folder = DescriptorFolder(name: name, path: "", shownPath: "")
    let source = SourceText(path: "\(name).\(DescriptorLoader.fileExtension)", text: text)
    let problems = DescriptorLoader().decode(source, in: folder).diagnostics
      .filter { $0.severity == .error }
    guard problems.isEmpty else {
      throw DescriptorSkeletonError(problems: problems.map(\.message))
    }
  }

  /// What comes next, a step a line, when the file lies in the given folder.
  public func nextSteps(in folder: String) -> [String] {
    let file = "\(folder)/\(name).\(DescriptorLoader.fileExtension)"
    return [
      "Fill in the lines of \(file) that are marked with CHANGE.",
      "iiif-bench validate \(file)",
      "iiif-bench check --server \(name)",
    ]
  }
}

/// Values from which no valid descriptor can be made.
public struct DescriptorSkeletonError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, a sentence each.
  public var problems: [String]

  /// All problems, a line each.
  public var description: String { problems.joined(separator: "\n") }
}
