/// The values of the placeholders for one start of a server.
public struct LaunchValues: Hashable, Sendable {
  /// The values.
  public var values: [Placeholder: String]

  /// Creates the values of a start; the process count and the quality are the descriptor's.
  public init(
    descriptor: ServerDescriptor, host: String, port: Int, images: String, files: String,
    scratch: String
  ) {
    values = [
      .host: host, .port: String(port), .images: images, .files: files, .scratch: scratch,
      .workers: String(descriptor.workers.count),
    ]
    values[.quality] = descriptor.jpegQuality.value.map(String.init)
  }

  /// The text with every placeholder replaced.
  public func fill(_ text: String) -> String {
    Placeholder.fill(text, with: values)
  }
}
