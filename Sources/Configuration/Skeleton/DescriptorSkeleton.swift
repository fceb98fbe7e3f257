import Support
package import Foundation
package import IIIF

/// A commented descriptor to start from: it validates as it is, and says what to change.
package struct DescriptorSkeleton: Sendable {
  /// The server's name.
  package let name: String
  /// The file's text.
  package let text: String
  /// What is to be done with it first.
  private let task: String

  /// Writes a descriptor.
  ///
  /// - Parameters:
  ///   - name: The server's name, which will be the file's name without `.yaml`.
  ///   - image: A container image; an example if nil.
  ///   - port: The port on which the server listens in the container.
  ///   - prefix: The path before identifiers; if nil, that of the information's image, or the usual
  ///     one.
  ///   - information: What a running server of the kind tells of an image, once for each version of
  ///     the Image API, from which versions, levels, features, tiles and limits are taken.
  /// - Throws: ``DescriptorSkeletonError`` when a value is none that a descriptor can have.
  package init(
    name: String, image: String? = nil, port: Int = 8080, prefix: String? = nil,
    information: [ImageInformation] = []
  ) throws(DescriptorSkeletonError) {
    self.name = name
    let writer = SkeletonWriter(
      name: name, image: image, port: port, prefix: prefix, information: information)
    text = writer.text
    task = "Fill in the lines that are marked with CHANGE"
    try Self.check(text, of: name, in: DescriptorFolder(name: name, path: "", shownPath: ""))
  }

  /// Copies the descriptor of another server, whose configuration files it shares: a second
  /// configuration.
  ///
  /// - Parameters:
  ///   - name: The server's name, which will be the file's name without `.yaml`.
  ///   - model: The name of the other server.
  ///   - folder: The folder with the descriptors.
  /// - Throws: ``DescriptorSkeletonError`` when the model cannot be read or the name is none.
  package init(
    name: String, like model: String, in folder: URL
  ) throws(DescriptorSkeletonError) {
    self.name = name
    let file = "\(model).\(DescriptorLoader.fileExtension)"
    let path = folder.path(percentEncoded: false)
    let bytes: [UInt8]
    do {
      bytes = try readFile("\(path)/\(file)", upTo: YAMLReader.maximumBytes)
    } catch {
      throw DescriptorSkeletonError(problems: ["'\(file)' cannot be read: \(error.reason)"])
    }
    let source = SourceText(path: file, bytes: bytes)
    text = try DescriptorCopy(source).text(named: name, model: model)
    task = "Change what is to differ from \(model)"
    try Self.check(text, of: name, in: DescriptorFolder(name: name, path: path, shownPath: ""))
  }

  private static func check(
    _ text: String, of name: String, in folder: DescriptorFolder
  ) throws(DescriptorSkeletonError) {
    let source = SourceText(path: "\(name).\(DescriptorLoader.fileExtension)", text: text)
    let problems = DescriptorLoader().decode(source, in: folder).diagnostics
      .filter { $0.severity == .error }
    guard problems.isEmpty else {
      throw DescriptorSkeletonError(problems: problems.map(\.message))
    }
  }

  /// What comes next, a step a line, when the file lies in the given folder.
  package func nextSteps(in folder: String) -> [String] {
    let file = "\(folder)/\(name).\(DescriptorLoader.fileExtension)"
    return [
      "\(task), and check it: iiif-bench validate \(file)",
      "Try it: iiif-bench try \(name)",
      "Measure it: iiif-bench run --server \(name)",
    ]
  }
}

/// Values from which no valid descriptor can be made.
package struct DescriptorSkeletonError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, a sentence each.
  package var problems: [String]

  /// All problems, a line each.
  package var description: String { problems.joined(separator: "\n") }
}
