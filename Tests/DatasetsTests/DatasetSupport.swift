@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Synchronization

/// Makes a picture in the format of its extension.
func draw(
  _ path: String, width: Int = 40, height: Int = 30, in folder: URL, _ steps: [[String]] = []
) async throws {
  let file = folder.appending(path: path)
  try FileManager.default.createDirectory(
    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  try await withTemporaryFolder { scratch in
    try await ExternalProgram.vips.run(
      ["black", "0.v", "\(width)", "\(height)", "--bands", "3"], directory: scratch)
    for (index, step) in steps.enumerated() {
      try await ExternalProgram.vips.run(
        [step[0], "\(index).v", "\(index + 1).v"] + step.dropFirst(), directory: scratch)
    }
    let output = file.path(percentEncoded: false)
    try await ExternalProgram.vips.run(["copy", "\(steps.count).v", output], directory: scratch)
  }
}

/// Makes a picture of noise, which compresses badly.
func drawNoise(_ path: String, width: Int, height: Int, in folder: URL) async throws {
  let file = folder.appending(path: path)
  try FileManager.default.createDirectory(
    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  try await withTemporaryFolder { scratch in
    try await ExternalProgram.vips.run(
      ["gaussnoise", "0.v", "\(width)", "\(height)", "--seed", "\(path.utf8.count)"],
      directory: scratch)
    try await ExternalProgram.vips.run(["cast", "0.v", "1.v", "uchar"], directory: scratch)
    try await ExternalProgram.vips.run(
      ["copy", "1.v", file.path(percentEncoded: false)], directory: scratch)
  }
}

/// The reports during a test.
final class EventLog<Event: Sendable>: Sendable {
  private let events = Mutex<[Event]>([])

  var all: [Event] { events.withLock { $0 } }

  func add(_ event: Event) {
    events.withLock { $0.append(event) }
  }

  func clear() {
    events.withLock { $0 = [] }
  }
}

extension EventLog<DatasetProvider.Event> {
  /// The pictures that were converted since the last call, sorted.
  func takeNames() -> [String] {
    defer { clear() }
    return all.compactMap { event in
      if case .converting(let name, _, _) = event { name } else { nil }
    }.sorted()
  }
}
