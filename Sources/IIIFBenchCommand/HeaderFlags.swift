import ArgumentParser
import Configuration
import IIIFBench
import Measuring

/// Flags for header fields of all requests to servers, such as tokens.
struct HeaderFlags: ParsableArguments {
  @Option(
    name: .customLong("header"),
    help: """
      A header field of every request, 'NAME: VALUE' for all servers or 'SERVER.NAME: VALUE'; the \
      value $VARIABLE is an environment variable, @FILE the first line of a file. Results do not \
      contain values. Repeatable.
      """)
  var headers: [String] = []

  /// Sets the header fields of servers: those of the descriptors and of the flags.
  ///
  /// - Throws: `ValidationError`, ``SelectionError`` for a server that is not part of the run, or
  ///   `RequestHeaderError` for a value that cannot be read.
  func connect(_ servers: inout [PlannedServer]) throws {
    let flags = try headers.map { try scoped($0, among: servers) }
    for index in servers.indices {
      let descriptor = servers[index].descriptor
      let own = flags.filter { $0.servers?.contains(descriptor.label) ?? true }.map(\.header)
      let names = Set(own.map { $0.name.lowercased() })
      let described = (descriptor.headers ?? []).filter { !names.contains($0.name.lowercased()) }
      servers[index].connection = ServerConnection(
        headers: try (described + own).map { try $0.field() })
    }
  }

  /// The connection to a service without a descriptor, with the header fields for all servers.
  ///
  /// - Throws: `ValidationError`, or `RequestHeaderError` for a value that cannot be read.
  func connection() throws -> ServerConnection {
    ServerConnection(
      headers: try headers.map { text in
        guard let header = RequestHeader(text) else {
          throw Self.malformed(String(text.prefix { $0 != ":" }))
        }
        return try header.field()
      })
  }

  /// A header field and the labels of its servers; nil for all.
  private func scoped(
    _ text: String, among servers: [PlannedServer]
  ) throws -> (servers: [String]?, header: RequestHeader) {
    let name = text.prefix { $0 != ":" }
    guard let point = name.lastIndex(of: ".") else {
      guard let header = RequestHeader(text) else { throw Self.malformed(String(name)) }
      return (nil, header)
    }
    let server = String(name[..<point])
    guard let header = RequestHeader(String(text[text.index(after: point)...])) else {
      throw Self.malformed(String(name))
    }
    let labels = servers.map(\.descriptor).filter { $0.name == server || $0.label == server }
    guard !labels.isEmpty else {
      throw SelectionError.unknown(
        "server in this run", server, known: servers.map(\.descriptor.label))
    }
    return (labels.map(\.label), header)
  }

  private static func malformed(_ name: String) -> ValidationError {
    ValidationError("--header '\(name)': expected NAME: VALUE or SERVER.NAME: VALUE")
  }

  /// The arguments of a command line for records: without the values of header fields.
  static func recorded(_ arguments: [String]) -> [String] {
    let flag = "--header"
    return arguments.indices.map { index in
      let argument = arguments[index]
      if index > 0, arguments[index - 1] == flag { return withoutValue(argument) }
      guard argument.hasPrefix(flag + "=") else { return argument }
      return flag + "=" + withoutValue(String(argument.dropFirst(flag.count + 1)))
    }
  }

  private static func withoutValue(_ text: String) -> String {
    let name = text.prefix { $0 != ":" }
    let server = name.lastIndex(of: ".").map { name[...$0] } ?? ""
    return RequestHeader(String(text.dropFirst(server.count))).map { "\(server)\($0)" }
      ?? "(hidden)"
  }
}
