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
@testable import Operations
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

/// The examples of all operations, put to the reference server.
@Suite("Examples on the reference server", .serialized)
struct ExampleRunTests {
  /// Passes over what happens.
  private struct Nobody: RunObserver {
    func observe(_ event: RunEvent) {}
  }

  @Test("The reference server answers every example of its claims validly", arguments: [2, 3])
  func examples(major: Int) async throws {
    let folder = try TestFolder()
    let dataset = try await pictures(in: folder.url)
    let catalog = DescriptorLoader().load(directory: Program.root.appending(path: "servers.d"))
    let descriptor = try #require(try catalog.select(["iiif-reference"]).first)
    let server = try #require(
      PlannedServer(descriptor: descriptor, descriptorHash: "", major: major))
    let cache = Program.root.appending(path: ".cache")
    let registry = try RunRegistry(cache: cache)
    defer { registry.close() }
    let launcher = ProcessLauncher(
      servers: Program.root.appending(path: "servers.d"), cache: cache, registry: registry)
    let prepared = try await ServerPreparation(
      servers: [server], origins: [:], folder: { _ in try dataset.makeFlatView() },
      observer: Nobody()
    ).ready(with: [launcher])
    let start = ServerStart(
      servers: prepared, dataset: dataset, formats: [.tiff],
      folder: { _ in try dataset.makeFlatView() })
    let running = try await start.launch(server)
    do {
      try await start.awaitReady(server, running)
      let asked = try await ask(server, running, dataset: dataset)
      #expect(asked.count > 30)
    } catch {
      await running.stop()
      throw error
    }
    await running.stop()
  }

  /// Puts the work of all examples to the server, but for such as may harm it and are its own affair.
  ///
  /// - Returns: The operations that were asked.
  private func ask(
    _ server: PlannedServer, _ running: any RunningServer, dataset: Dataset
  ) async throws -> Set<String> {
    var asked: Set<String> = []
    for type in allOperations where type.kind != .harmful || type.obligation != .may {
      for example in type.examples {
        let operation = try type.init(
          options: OptionValues(example.options, for: type.options, among: allOperations))
        guard operation.isDefined(in: server.api.version),
          operation.requiredFeatures(in: server.api.version).isSubset(of: server.api.features)
        else { continue }
        let result = try await FeatureCheck(
          server: server, running: running, dataset: dataset.with(example.pictures),
          format: .tiff, seed: 1
        ).result(of: operation)
        asked.insert(type.name)
        #expect(result.verdict != .crashed)
        #expect(
          result.verdict == .supported || type.obligation != .must,
          "\(type.name): \(result.verdict), \(String(describing: result.finding))")
      }
    }
    return asked
  }

  /// A picture of noise of each size that an example has.
  private func pictures(in folder: URL) async throws -> Dataset {
    let source = folder.appending(path: "pictures")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    let sizes = Set(allOperations.flatMap { $0.examples.flatMap(\.pictures) })
    for size in sizes {
      try makePicture(
        source.appending(path: "\(size).png"), width: size.width, height: size.height)
    }
    return try await DatasetProvider(cache: folder.appending(path: "cache")).dataset(
      source: source.path, count: nil, formats: [.tiff])
  }
}

extension Dataset {
  /// The dataset with pictures of the given sizes only, in their order.
  fileprivate func with(_ sizes: [PixelSize]) -> Dataset {
    var dataset = self
    dataset.images = sizes.enumerated().compactMap { index, size in
      images.first { $0.size == size }.map {
        SourceImage(index: index, name: $0.name, size: size)
      }
    }
    return dataset
  }
}
