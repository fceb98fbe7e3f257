import Support
package import Foundation
package import IIIF

/// A commented template of a descriptor, which is valid and marks what to change.
package struct DescriptorSkeleton: Sendable {
  /// The server's name.
  package let name: String
  /// The file's text.
  package let text: String
  /// The first step to complete it.
  private let task: String

  /// Creates a descriptor.
  ///
  /// - Parameters:
  ///   - name: The server's name, equal to the file's name without `.yaml`.
  ///   - image: A container image; nil for an example.
  ///   - port: The port on which the server listens in the container.
  ///   - prefix: The path before the identifier; nil for the prefix in `information`, or a common one.
  ///   - information: The information of an image on a running server, one document per version of
  ///     the Image API, which supplies versions, levels, features, tiles and limits.
  /// - Throws: ``DescriptorSkeletonError`` for invalid values.
  package init(
    name: String, image: String? = nil, port: Int = 8080, prefix: String? = nil,
    information: [ImageInformation] = []
  ) throws(DescriptorSkeletonError) {
    self.name = name
    let writer = SkeletonWriter(
      name: name, image: image, port: port, prefix: prefix, information: information)
    text = writer.text
    task = "Fill in the lines that are marked with CHANGE"
    try Self.check(text, of: name, in: URL(filePath: ".", directoryHint: .isDirectory))
  }

  /// Copies the descriptor of another server and shares its configuration files, to describe a second
  /// configuration.
  ///
  /// - Parameters:
  ///   - name: The server's name, equal to the file's name without `.yaml`.
  ///   - model: The name of the other server.
  ///   - folder: The folder with the descriptors.
  /// - Throws: ``DescriptorSkeletonError`` if the model cannot be read or the name is invalid.
  package init(
    name: String, like model: String, in folder: URL
  ) throws(DescriptorSkeletonError) {
    self.name = name
    let file = "\(model).\(DescriptorLoader.fileExtension)"
    let bytes: [UInt8]
    do {
      bytes = try readFile(folder.appending(path: file), upTo: YAMLReader.maximumBytes)
    } catch {
      throw DescriptorSkeletonError(problems: ["'\(file)' cannot be read: \(error.reason)"])
    }
    let source = SourceText(path: file, bytes: bytes)
    text = try DescriptorCopy(source).text(named: name, model: model)
    task = "Change what should differ from \(model)"
    try Self.check(text, of: name, in: folder)
  }

  private static func check(
    _ text: String, of name: String, in url: URL
  ) throws(DescriptorSkeletonError) {
    let folder = DescriptorFolder(name: name, url: url, shownPath: "")
    let source = SourceText(path: "\(name).\(DescriptorLoader.fileExtension)", text: text)
    let problems = DescriptorLoader().decode(source, in: folder).diagnostics
      .filter { $0.severity == .error }
    guard problems.isEmpty else {
      throw DescriptorSkeletonError(problems: problems.map(\.message))
    }
  }

  /// The next steps, for a file in the given folder.
  package func nextSteps(in folder: String) -> [String] {
    let file = "\(folder)/\(name).\(DescriptorLoader.fileExtension)"
    return [
      "\(task), and check it: iiif-bench validate \(file)",
      "Try it: iiif-bench try \(name)",
      "Measure it: iiif-bench run --server \(name)",
    ]
  }
}

/// The reasons why a descriptor cannot be created.
package struct DescriptorSkeletonError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence per problem.
  package var problems: [String]

  /// One line per problem.
  package var description: String { problems.joined(separator: "\n") }
}
