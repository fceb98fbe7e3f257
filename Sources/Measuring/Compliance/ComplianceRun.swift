import Datasets
package import IIIFBench
package import Launching
import Verification
package import IIIF

/// Checks servers one after the other: every operation once per version and source format.
package struct ComplianceRun: Sendable {
  /// Something that is done with each server that answers, before the operations are put to it.
  package typealias Companion = @Sendable (Subject) async throws -> Void

  /// A running server as somebody else would ask it.
  package struct Subject: Sendable {
    /// The server's name, or `name@variant`.
    package var server: String
    /// The version of the Image API.
    package var version: APIVersion
    /// The source format.
    package var format: SourceFormat
    /// Scheme, host and port.
    package var origin: String
    /// The path before identifiers.
    package var prefix: String
    /// The identifier of the first picture, as it stands in URIs.
    package var identifier: String

    package init(
      server: PlannedServer, running: any RunningServer, format: SourceFormat, _ dataset: Dataset
    ) {
      self.server = server.descriptor.label
      version = server.api.version
      self.format = format
      origin = running.origin
      prefix = server.api.prefix
      let locator = ImageLocator(dataset, layout: server.descriptor.identifier.layout)
      let base = dataset.images.first.flatMap { image in
        locator.path(of: image, format: format).map {
          server.address.base(path: $0, index: image.index)
        }
      }
      identifier = String(base?.dropFirst(prefix.count + 1) ?? "")
    }
  }

  private let servers: [PlannedServer]
  private let operations: [any ImageOperation]
  private let deciding: [any ImageOperation]
  private let formats: [SourceFormat]
  private let dataset: Dataset
  private let pictures: PictureCheck
  private let seed: UInt64
  private let companion: Companion?
  private let observer: any RunObserver
  private let launch: Runner.Launch
  private let awaitReady: Runner.AwaitReady

  /// Creates a run; harmful operations are put last, so that a server that dies of one has answered
  /// the others.
  ///
  /// - Parameter deciding: All operations that decide on a level, requested or not.
  package init(
    servers: [PlannedServer], operations: [any ImageOperation], deciding: [any ImageOperation],
    formats: [SourceFormat],
    dataset: Dataset, seed: UInt64, companion: Companion? = nil, observer: any RunObserver,
    launch: @escaping Runner.Launch,
    awaitReady: @escaping Runner.AwaitReady
  ) {
    self.servers = servers
    self.operations =
      operations.filter { type(of: $0).kind != .harmful }
      + operations.filter { type(of: $0).kind == .harmful }
    self.deciding = deciding
    self.formats = formats
    self.dataset = dataset
    pictures = PictureCheck(dataset: dataset)
    self.seed = seed
    self.companion = companion
    self.observer = observer
    self.launch = launch
    self.awaitReady = awaitReady
  }

  /// What the check of all servers finds out.
  ///
  /// - Throws: ``LaunchError`` when a server does not start or does not come up again.
  package func report() async throws -> ComplianceReport {
    var report = ComplianceReport()
    for server in servers {
      for format in formats where server.descriptor.sources.contains(format.family) {
        let (claim, results) = try await check(server, format: format)
        report.results += results
        report.summaries.append(
          ComplianceSummary(
            server: server, format: format, claim: claim, results: results,
            operations: deciding))
      }
    }
    return report
  }

  private func check(
    _ server: PlannedServer, format: SourceFormat
  ) async throws -> (ServerClaim, [FeatureResult]) {
    observer.observe(
      .preparing(
        "\(server.descriptor.label), Image API \(server.api.version.rawValue), \(format.name)"))
    let session = ComplianceSession(
      server: server, format: format, dataset: dataset, pictures: pictures, seed: seed,
      launch: launch, awaitReady: awaitReady,
      companion: { running in
        try await companion?(Subject(server: server, running: running, format: format, dataset))
      })
    return try await session.results(
      of: operations.filter { $0.isDefined(in: server.api.version) })
  }
}
