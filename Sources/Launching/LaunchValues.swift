package import IIIFBench

/// The values of the placeholders for one start of a server.
package struct LaunchValues: Hashable, Sendable {
  /// The values.
  package var values: [Placeholder: String]
  /// The values of `{identifier-path}`.
  private let paths: [String]

  /// Creates the values of a start from its parameters and the descriptor.
  package init(
    descriptor: ServerDescriptor, host: String, port: Int, images: String, files: String,
    scratch: String
  ) {
    values = [
      .host: host, .port: String(port), .images: images, .files: files, .scratch: scratch,
      .workers: String(descriptor.workers.count),
    ]
    values[.quality] = descriptor.jpegQuality.value.map(String.init)
    let pattern = descriptor.identifierPattern
    values[.identifierPattern] = pattern?.expression
    paths = pattern?.paths ?? []
  }

  /// The text with every placeholder replaced.
  ///
  /// Lines with `{identifier-path}` are repeated for each path.
  package func fill(_ text: String) -> String {
    let name = Placeholder.identifierPath
    guard text.contains("{\(name.rawValue)}") else { return Placeholder.fill(text, with: values) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      line.contains("{\(name.rawValue)}")
        ? paths.map { path in
          Placeholder.fill(String(line), with: values.merging([name: path]) { $1 })
        }
        : [Placeholder.fill(String(line), with: values)]
    }
    return lines.joined(separator: "\n")
  }
}
