@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation

/// A copy of this repository's files as a repository of its own, with everything committed.
///
/// It keeps what was built in it from one run of the tests to the next, and nothing else.
struct Clone {
  /// A command that failed, with what it wrote.
  struct Failure: Error, CustomStringConvertible {
    var script: String
    var status: Int32
    var output: String

    var description: String { "\(script)\nended with status \(status):\n\(output)" }
  }

  /// Whether this repository is one, so that it can be cloned.
  static var isPossible: Bool {
    FileManager.default.fileExists(atPath: Program.root.appending(path: ".git").path)
  }

  let folder = Program.root.appending(path: ".cache/walk/iiif-bench")

  /// Brings the copy up to date.
  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let files = try Self.files(of: Program.root)
    if FileManager.default.fileExists(atPath: folder.appending(path: ".git").path) {
      for file in try Self.files(of: folder) where !files.contains(file) {
        try FileManager.default.removeItem(at: folder.appending(path: file))
      }
    }
    for file in files { try copy(file) }
    try run(
      """
      rm -rf .git results && git init --quiet && git add --all
      git -c user.name=test -c user.email=test@example.org commit --quiet --message Clone
      """)
  }

  /// Runs a script in the copy to its end.
  ///
  /// - Returns: What it wrote to standard output and standard error.
  @discardableResult
  func run(_ script: String) throws -> String {
    try Self.run("set -euo pipefail\n" + script, in: folder)
  }

  /// What differs from the commit, a line of `git status --porcelain` each.
  func status() throws -> [String] {
    try run("git status --porcelain --untracked-files=all").split(separator: "\n").map(String.init)
  }

  /// The files of a repository that are not ignored.
  private static func files(of folder: URL) throws -> Set<String> {
    let list = try run("git ls-files -co --exclude-standard", in: folder)
    return Set(
      list.split(separator: "\n").map(String.init).filter {
        FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
      })
  }

  /// Leaves a file alone that is the same already, so that nothing is built again for it.
  private func copy(_ file: String) throws {
    let source = Program.root.appending(path: file)
    let target = folder.appending(path: file)
    guard !FileManager.default.contentsEqual(atPath: source.path, andPath: target.path) else {
      return
    }
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    if FileManager.default.fileExists(atPath: target.path) {
      try FileManager.default.removeItem(at: target)
    }
    try FileManager.default.copyItem(at: source, to: target)
  }

  private static func run(_ script: String, in folder: URL) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "1200", "bash", "-c", script]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(
      decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(script: script, status: process.terminationStatus, output: output)
    }
    return output
  }
}
