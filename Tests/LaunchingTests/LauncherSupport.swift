@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Support
import TestSupport
import Foundation

/// The name of the image of a server's container.
func imageName(of descriptor: ServerDescriptor, recipe: ContainerRecipe) -> String {
  ContainerCalls(
    descriptor: descriptor, recipe: recipe, servers: URL(filePath: "/servers.d"), runtime: .docker,
    options: ContainerOptions(environment: [:]), resourceLimits: ResourceLimits()
  ).image
}

/// Folders and a launcher for one test.
struct LauncherBench {
  let folder: TestFolder
  let registry: RunRegistry
  let launcher: ProcessLauncher

  init(grace: Duration = .seconds(5), resourceLimits: ResourceLimits = ResourceLimits()) throws {
    folder = try TestFolder()
    registry = try RunRegistry(cache: folder.url.appending(path: "cache"))
    launcher = ProcessLauncher(
      servers: folder.url.appending(path: "servers.d"),
      cache: folder.url.appending(path: "cache"), registry: registry,
      resourceLimits: resourceLimits,
      grace: grace)
    try folder.write("a picture", to: "images/picture.txt")
  }

  var images: URL { folder.url.appending(path: "images") }

  /// Starts a server, runs a body, and stops the server even after an error.
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

/// Waits until a condition holds; false if it does not within 1500 polls, at least half a minute.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
  // Counted, not timed, because a busy machine may delay a test.
  for _ in 0..<1500 {
    if try await condition() { return true }
    try await Task.sleep(for: .milliseconds(20))
  }
  return false
}

/// Whether a process has ended, reaped or not.
func hasEnded(_ process: ServerProcess) -> Bool {
  guard let stat = ProcessStat(of: process.id) else { return true }
  return stat.startTime != process.startTime || !stat.runs
}
