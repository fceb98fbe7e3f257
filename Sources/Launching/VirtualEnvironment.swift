package import ChildProcess
package import IIIFBench
import Support
package import Foundation

/// A Python virtual environment with the packages of one server.
///
/// It is made once for a list of requirements and kept in the cache folder. Virtual environments
/// cannot be moved; a marker file records that one is complete.
package struct VirtualEnvironment: Sendable {
  /// Its folder.
  package let url: URL
  /// The requirements in pip's form.
  package let requirements: [String]

  /// The environment of a server; nil if the server needs no packages.
  package init?(of descriptor: ServerDescriptor, cache: URL) {
    guard let packages = descriptor.process?.pypiPackages, !packages.isEmpty else { return nil }
    requirements = packages
    let hash = SHA256.hexadecimal(of: packages.sorted().joined(separator: "\n")).prefix(12)
    url = cache.appending(path: "venv").appending(path: "\(descriptor.name)-\(hash)")
  }

  /// The folder of its programs.
  package var programs: URL { url.appending(path: "bin") }

  private var marker: URL { url.appending(path: "installed.txt") }

  /// Makes the environment unless it is complete.
  ///
  /// - Returns: The installed packages and their versions.
  package func make(for server: String, path: SearchPath) async throws -> [String: String] {
    if let versions = installed() { return versions }
    guard let python = path.find("python3") else {
      throw LaunchError.missingProgram(name: "python3", package: "python3-venv")
    }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    let lock = try await FileLock.waiting(for: url.appendingPathExtension("lock"))
    defer { lock.release() }
    if let versions = installed() { return versions }
    try? FileManager.default.removeItem(at: url)
    try await step(
      "python3 -m venv", of: server, program: python, arguments: ["-m", "venv", url.path])
    let pip = programs.appending(path: "pip").path
    try await step(
      "pip install \(requirements.joined(separator: " "))", of: server, program: pip,
      arguments: ["install", "--no-input", "--disable-pip-version-check"] + requirements)
    try mendInterpreters()
    let list = try await step(
      "pip freeze", of: server, program: pip,
      arguments: ["freeze", "--disable-pip-version-check"])
    try Data(list.utf8).write(to: marker, options: .atomic)
    return Self.versions(in: list)
  }

  /// Makes the scripts of packages start Python by the shell if the kernel cannot.
  ///
  /// The kernel limits the length of an interpreter's path and ends it at the first space. Scripts
  /// that pip generates start by the shell already.
  func mendInterpreters() throws {
    let start = "#!\(programs.path)/"
    guard start.contains(" ") || start.utf8.count > 100 else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: programs.path) {
      let file = programs.appending(path: name)
      guard let text = try? String(contentsOf: file, encoding: .utf8), text.hasPrefix(start),
        let end = text.firstIndex(of: "\n")
      else { continue }
      let python = text[..<end].dropFirst(2)
      // The shell executes these lines; Python reads them as a string.
      let lines = "#!/bin/sh\n'''exec' \"\(python)\" \"$0\" \"$@\"\n' '''"
      try Data((lines + text[end...]).utf8).write(to: file)
    }
  }

  private func installed() -> [String: String]? {
    (try? String(contentsOf: marker, encoding: .utf8)).map(Self.versions)
  }

  @discardableResult
  private func step(
    _ name: String, of server: String, program: String, arguments: [String]
  ) async throws -> String {
    let outcome = try await Command(program: program, arguments: arguments).run()
    guard outcome.succeeded else {
      if outcome.output.contains("ensurepip is not") || outcome.output.contains("python3-venv") {
        throw LaunchError.missingProgram(name: "the Python module venv", package: "python3-venv")
      }
      throw LaunchError.preparation(
        server: server, step: name, lastLines: outcome.lastLines(20))
    }
    return outcome.output
  }

  /// The versions in the output of `pip freeze`.
  package static func versions(in list: String) -> [String: String] {
    let pairs = list.split(separator: "\n").compactMap { line -> (String, String)? in
      let parts = line.split(separator: "==", maxSplits: 1)
      return parts.count == 2 ? ("pypi \(parts[0])", String(parts[1])) : nil
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }
}
