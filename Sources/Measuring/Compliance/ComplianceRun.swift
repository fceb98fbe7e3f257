import Datasets
package import IIIFBench
package import Launching
import Support
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
  /// The operations, harmful ones last.
  let operations: [any ImageOperation]
  private let deciding: [any ImageOperation]
  private let formats: [SourceFormat]
  let dataset: Dataset
  let pictures: PictureCheck
  let seed: UInt64
  let limits: HarmLimits
  let companion: Companion?
  let observer: any RunObserver
  let launch: Runner.Launch
  let awaitReady: Runner.AwaitReady

  /// Creates a run; harmful operations are put last, so that a server that dies of one has answered
  /// the others.
  ///
  /// - Parameters:
  ///   - servers: The servers in each version that is checked.
  ///   - operations: The operations that are requested.
  ///   - deciding: All operations that decide on a level, requested or not.
  ///   - formats: The source formats.
  ///   - dataset: The pictures; the first one is requested.
  ///   - seed: The seed of the operations' random choices.
  ///   - limits: The limits of harmful operations.
  ///   - companion: Called with each server, version and format.
  ///   - observer: Receives events.
  ///   - launch: Starts a server.
  ///   - awaitReady: Waits until a server answers.
  package init(
    servers: [PlannedServer], operations: [any ImageOperation], deciding: [any ImageOperation],
    formats: [SourceFormat], dataset: Dataset, seed: UInt64, limits: HarmLimits = .standard,
    companion: Companion? = nil, observer: any RunObserver,
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
    self.limits = limits
    self.companion = companion
    self.observer = observer
    self.launch = launch
    self.awaitReady = awaitReady
  }

  /// The report on all servers, each of which is started once for its versions and formats.
  ///
  /// - Throws: ``LaunchError`` if a server does not start, what an operation throws, or
  ///   `CancellationError`.
  package func report() async throws -> ComplianceReport {
    var report = ComplianceReport()
    for label in unique(servers.map(\.descriptor.label)) {
      let subjects = servers.filter { $0.descriptor.label == label }.flatMap { server in
        formats.filter { server.descriptor.sources.contains($0.family) }
          .map { ComplianceSession.Subject(server: server, format: $0) }
      }
      for subject in try await ComplianceSession(self, subjects: subjects).checked() {
        add(subject, to: &report)
      }
    }
    return report
  }

  private func add(_ subject: ComplianceSession.Subject, to report: inout ComplianceReport) {
    let results = subject.orderedResults
    var claim = subject.claim ?? ServerClaim(of: subject.server.api, since: "nothing was checked")
    claim.remarks += subject.remarks
    report.results += results
    report.summaries.append(
      ComplianceSummary(
        server: subject.server, format: subject.format, claim: claim, results: results,
        operations: deciding))
  }
}
