import IIIF
package import IIIFBench
import Support
package import Foundation

/// A build argument of a server's image for one run: `SERVER.NAME=VALUE`.
///
/// It selects another source address or version without a change to the descriptor.
package struct BuildArgument: Hashable, Sendable {
  /// The server's name, which selects all variants, or `name@variant`.
  package var server: String
  /// The argument's name.
  package var name: String
  /// The argument's value.
  package var value: String

  /// Parses `SERVER.NAME=VALUE`; nil if the text has another form.
  ///
  /// The last dot before the equals sign ends the server's name, because variants may contain dots.
  package init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let point = parts[0].lastIndex(of: ".") else { return nil }
    server = String(parts[0][..<point])
    name = String(parts[0][parts[0].index(after: point)...])
    value = String(parts[1])
    guard !server.isEmpty, !name.isEmpty else { return nil }
  }

  /// Sets arguments in the recipes of the servers' images.
  ///
  /// A variant whose Dockerfile does not declare the argument is unchanged if another variant of the
  /// server declares it. `folder` is the folder of the descriptors.
  ///
  /// - Throws: ``SelectionError`` for an argument that no server of the run declares.
  package static func apply(
    _ arguments: [BuildArgument], to servers: [ServerDescriptor], folder: URL
  ) throws(SelectionError) -> [ServerDescriptor] {
    var servers = servers
    for argument in arguments {
      try argument.apply(to: &servers, folder: folder)
    }
    return servers
  }

  private func apply(
    to servers: inout [ServerDescriptor], folder: URL
  ) throws(SelectionError) {
    let places = servers.indices.filter {
      servers[$0].label == server || servers[$0].name == server
    }
    guard !places.isEmpty else {
      throw .unknown("server in this run", server, known: servers.map(\.label))
    }
    var known: [String] = []
    var isTaken = false
    for place in places {
      guard case .build(let context, let dockerfile, var values)? = servers[place].container?.image
      else { continue }
      let declared = Self.arguments(of: dockerfile, in: folder.appending(path: context))
      known += declared.filter { !known.contains($0) }
      guard declared.contains(name) else { continue }
      values[name] = value
      servers[place].container?.image =
        .build(context: context, dockerfile: dockerfile, arguments: values)
      isTaken = true
    }
    if !isTaken { throw .unknown("build argument of \(server)", name, known: known) }
  }

  private static func arguments(of dockerfile: String, in context: URL) -> [String] {
    let file = context.appending(path: dockerfile)
    guard let bytes = try? readFile(file, upTo: Dockerfile.maximumBytes) else { return [] }
    return Dockerfile(String(decoding: bytes, as: UTF8.self)).arguments
  }
}
