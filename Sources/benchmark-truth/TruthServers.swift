import ChildProcess
import Foundation

/// Three copies of a server: two identical ones and a slower one.
struct TruthServers: Sendable {
  /// The names; the last copy is slower.
  static let names = ["iipsrv-one", "iipsrv-two", "iipsrv-slower"]

  /// The folder with the descriptors.
  let folder: URL
  private let library: URL

  /// Writes the descriptors to a folder.
  init(in folder: URL, slowerBy share: Double) throws {
    self.folder = folder
    library = folder.appending(path: "slower-fastcgi.so")
    let source = URL(filePath: "servers.d/iipsrv", directoryHint: .isDirectory)
    let text = try String(contentsOf: URL(filePath: "servers.d/iipsrv.yaml"), encoding: .utf8)
    let configuration = try String(
      contentsOf: source.appending(path: "lighttpd.conf"), encoding: .utf8)
    for (index, name) in Self.names.enumerated() {
      let own = folder.appending(path: name, directoryHint: .isDirectory)
      try FileManager.default.copyItem(at: source, to: own)
      let slower = index == Self.names.count - 1 ? share : 0
      let preload = """
        "bin-environment" => (
            "LD_PRELOAD" => "\(library.path(percentEncoded: false))",
            "SLOWER_BY" => "\(slower)",
        """
      try Data(
        configuration.replacing("\"bin-environment\" => (", with: preload).utf8
      ).write(to: own.appending(path: "lighttpd.conf"))
      try Data(
        text.replacing("name: iipsrv\n", with: "name: \(name)\n")
          .replacing("context: iipsrv", with: "context: \(name)").utf8
      ).write(to: folder.appending(path: "\(name).yaml"))
    }
  }

  /// Compiles the library that makes a server slower.
  func compile() async throws {
    let compiler = Command(
      program: "cc",
      arguments: [
        "-O2", "-shared", "-fPIC", "-o", library.path(percentEncoded: false),
        "Sources/benchmark-truth/slower-fastcgi.c", "-ldl",
      ])
    let completion = try await compiler.run()
    guard completion.succeeded else {
      throw TruthError("cc \(completion.ending)", lines: completion.lastLines(5))
    }
  }
}

/// The failure of a program.
struct TruthError: Error, CustomStringConvertible {
  var description: String

  /// Creates an error with the last lines of the program's output.
  init(_ text: String, lines: [String] = []) {
    description = ([text] + lines).joined(separator: "\n")
  }
}
