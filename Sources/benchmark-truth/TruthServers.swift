import ChildProcess
import Foundation

/// Three servers of the same program: two alike, and a slower one.
struct TruthServers: Sendable {
  /// Their names.
  enum Copy: String, CaseIterable {
    case first = "iipsrv-one"
    case alike = "iipsrv-two"
    case slower = "iipsrv-slower"
  }

  /// The folder with their descriptors.
  let folder: URL
  private let library: URL

  /// Writes the descriptors and the study into a folder.
  init(in folder: URL, slowerBy share: Double) throws {
    self.folder = folder
    library = folder.appending(path: "slower-fastcgi.so")
    let source = URL(filePath: "servers.d/iipsrv", directoryHint: .isDirectory)
    let text = try String(contentsOf: URL(filePath: "servers.d/iipsrv.yaml"), encoding: .utf8)
    let configuration = try String(
      contentsOf: source.appending(path: "lighttpd.conf"), encoding: .utf8)
    for copy in Copy.allCases {
      let name = copy.rawValue
      let own = folder.appending(path: name, directoryHint: .isDirectory)
      try FileManager.default.copyItem(at: source, to: own)
      let slower = copy == .slower ? share : 0
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

/// A program that did not do what it was to do.
struct TruthError: Error, CustomStringConvertible {
  var description: String

  /// Names what went wrong, with the last lines of its output.
  init(_ text: String, lines: [String] = []) {
    description = ([text] + lines).joined(separator: "\n")
  }
}
