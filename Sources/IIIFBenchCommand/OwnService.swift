import ArgumentParser
import Configuration
import Datasets
import IIIF
import IIIFBench
import LoadGenerator
import Measuring

/// A service that runs already, with pictures of its own and without a descriptor.
struct OwnService {
  /// The service, as the information of a picture describes it.
  var server: PlannedServer
  /// Its pictures.
  var dataset: Dataset
  /// Lines of the list that are skipped, redirects and foreign addresses.
  var warnings: [String]

  /// Scheme, host and port by the server's label.
  var origins: [String: String] {
    [server.descriptor.label: PlannedServer.origin(of: server.descriptor.title)]
  }

  /// A study of the service's pictures: their files and pixels are unknown, and redirects to
  /// canonical addresses are followed.
  func study(_ original: Study) -> Study {
    var study = original
    study.servers = [server.descriptor.label]
    study.formats = [.own]
    study.images = StudyImages(source: dataset.name, count: dataset.images.count)
    study.pictureSample = 0
    if study.traffic.maximumRedirects == 0 { study.traffic.maximumRedirects = 5 }
    return study
  }

  /// The service with operations; `timed` selections refuse those that may harm a server.
  func selection(of operations: [StudyOperation], timed: Bool) throws -> Selection {
    var selection = try Selection(
      servers: [], operations: operations, major: server.api.version.major,
      catalog: DescriptorLoader().load(directories: []), among: Tool.operations, timed: timed)
    selection.servers = [server]
    return selection
  }
}

extension ServerOptions {
  /// The service of `--url` and `--identifiers`; nil without them.
  ///
  /// - Parameters:
  ///   - count: The number of pictures; nil for the default.
  ///   - seed: The seed that draws them.
  func ownService(
    count: Int?, seed: UInt64, observer: any RunObserver
  ) async throws -> OwnService? {
    guard let url = serviceURL, let identifiers else { return nil }
    let connection = try headerFlags.connection()
    let service = WebAddress.serviceBase(url)
    let found = try await OwnPictures(service: service, client: connection.decodingClient).find(
      identifiers, count: count, seed: seed
    ) { done, total in
      observer.observe(
        .advancing("reading info.json", detail: "", done: done, total: total))
    }
    guard
      let server = PlannedServer(
        service: found.service, information: found.information, connection: connection)
    else { return nil }
    return OwnService(server: server, dataset: found.dataset, warnings: found.warnings)
  }

  /// Refuses a load of more than one request at a time on a host of somebody else.
  ///
  /// - Throws: `ValidationError` unless `--i-may-load-this-host` is set or the address is private.
  func refuseForeignLoad(
    of study: Study, origins: [String: String], sendsAtOnce: Bool
  ) async throws {
    let isOneByOne = study.loads.allSatisfy { $0 == .concurrency(1) } && !sendsAtOnce
    guard !isOneByOne, !mayLoadHost else { return }
    for origin in origins.values.sorted() {
      guard try await !HTTPClient.leadsToPrivateAddress(origin) else { continue }
      throw ValidationError(
        "\(origin) is a public address: a load of more than one request at a time requires "
          + "--i-may-load-this-host; --concurrency 1 does not")
    }
  }
}
