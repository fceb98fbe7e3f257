import Foundation
import IIIF
import TestSupport

@testable import IIIFBench

extension ServerDescriptor {
  /// A descriptor of a test's own.
  static func sample(
    process: ProcessRecipe? = nil, container: ContainerRecipe? = nil, files: [String] = [],
    startLimit: Seconds = 10
  ) -> ServerDescriptor {
    ServerDescriptor(
      name: "sample", variant: defaultVariant, title: "Sample", homepage: "https://example.org",
      licence: "MIT", version: "1",
      api: [APISupport(version: .v21, prefix: "", level: .level0, fullSize: .full)],
      sources: [.jpeg],
      identifier: IdentifierRule(template: "{path}", slashes: .raw, layout: .tree),
      container: container, process: process, files: files,
      workers: Workers(kind: .process, count: 2), startLimit: startLimit,
      jpegQuality: JPEGQuality(value: 75, settable: false), limits: OutputLimits(), caches: [],
      notes: [])
  }

  /// A descriptor of a process.
  static func process(
    _ command: [String], environment: [String: String] = [:], apt: [String] = [],
    pypi: [String] = [], files: [String] = []
  ) -> ServerDescriptor {
    sample(
      process: ProcessRecipe(
        command: command, environment: environment, aptPackages: apt, pypiPackages: pypi),
      files: files)
  }

  /// Python's file server over a folder, which is enough of a server to be started.
  static func fileServer(over folder: String = "{images}", files: [String] = []) -> ServerDescriptor
  {
    process(
      ["python3", "-m", "http.server", "--bind", "{host}", "--directory", folder, "{port}"],
      files: files)
  }
}

/// The name of the image of a server's container.
func imageName(of descriptor: ServerDescriptor, recipe: ContainerRecipe) -> String {
  ContainerCalls(
    descriptor: descriptor, recipe: recipe, servers: URL(filePath: "/servers.d"), runtime: .docker,
    options: ContainerOptions(environment: [:]), allotment: Allotment()
  ).image
}

/// Folders and a launcher of a test's own.
struct LauncherBench {
  let folder: TestFolder
  let registry: RunRegistry
  let launcher: ProcessLauncher

  init(grace: Duration = .seconds(5), allotment: Allotment = Allotment()) throws {
    folder = try TestFolder()
    registry = try RunRegistry(cache: folder.url.appending(path: "cache"))
    launcher = ProcessLauncher(
      servers: folder.url.appending(path: "servers.d"),
      cache: folder.url.appending(path: "cache"), registry: registry, allotment: allotment,
      grace: grace)
    try folder.write("a picture", to: "images/picture.txt")
  }

  var images: URL { folder.url.appending(path: "images") }

  /// Starts a server, lets a test use it, and stops it whatever happened.
  func with<Result>(
    _ descriptor: ServerDescriptor, _ test: (any RunningServer) async throws -> Result
  ) async throws -> Result {
    let prepared = try await launcher.prepare(descriptor)
    let server = try await launcher.start(prepared, images: images)
    do {
      let result = try await test(server)
      await server.stop()
      return result
    } catch {
      await server.stop()
      throw error
    }
  }
}

/// Waits until a condition holds; false when it does not after 1500 looks, half a minute at least.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
  // Counted, not timed: on a busy machine it may be long until a test has its turn again.
  for _ in 0..<1500 {
    if try await condition() { return true }
    try await Task.sleep(for: .milliseconds(20))
  }
  return false
}

/// Whether a process is gone, or waits only for the system to take notice of its end.
func hasEnded(_ process: ServerProcess) -> Bool {
  guard let stat = ProcessStat(of: process.id) else { return true }
  return stat.startTime != process.startTime || !stat.runs
}
