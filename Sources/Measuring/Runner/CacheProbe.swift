import Datasets
package import IIIFBench
package import Launching
package import Results
import Foundation
import IIIF
import LoadGenerator

/// Asks a server for fresh and for repeated URLs, outside of all measurements.
///
/// The fresh URLs go through the run's pictures and, on each picture, through regions that do not
/// touch each other, so that neither a cache of pictures nor one of tiles has seen them. The
/// pictures' files are read before, so that the disk does not look like a missing cache.
package struct CacheProbe: Sendable {
  package var server: PlannedServer
  package var running: any RunningServer
  package var dataset: Dataset
  /// How long a round should take.
  package var budget = Duration.seconds(2)

  /// URLs of a round.
  private static let urls = 8
  /// Requests before the first round, for servers that are slow at first.
  private static let warmUps = 3
  /// The distance of regions in pixels, a multiple of the usual sides of tiles.
  private static let step = 512
  /// The fewest repetitions of a URL.
  private static let minimumRepetitions = 3
  /// The maximum number of repetitions of a URL.
  private static let maximumRepetitions = 24

  /// Checks one source format.
  ///
  /// - Returns: What was found; nil when the server cannot cut out regions, when an answer is no
  ///   image, when one takes as long as a whole round should, or when the pictures are too few and
  ///   too small for enough URLs.
  /// - Throws: `CancellationError`.
  package func check(_ format: SourceFormat) async throws -> CacheCheck? {
    // A service that somebody else runs is sent no more requests than those of the run.
    guard format != .own else { return nil }
    var urls = freshURLs(format)[...]
    guard server.api.features.contains(.regionByPx), urls.count > Self.warmUps else { return nil }
    readFiles(format)
    var fastest = Duration.seconds(3600)
    for url in urls.prefix(Self.warmUps) {
      let started = ContinuousClock.now
      guard try await cost(of: url) != nil else { return nil }
      fastest = min(fastest, ContinuousClock.now - started)
    }
    guard fastest < budget else { return nil }
    urls = urls.dropFirst(Self.warmUps)
    var rounds: [[CacheCheck.Series]] = []
    repeat {
      guard let round = try await round(&urls) else { return nil }
      rounds.append(round)
    } while rounds.count < 2 && CacheCheck.saysCached(rounds[0])
    return CacheCheck(
      format: format, cost: countsCPUTime ? .cpuTime : .responseTime, rounds: rounds)
  }

  /// Asks for the next URLs, fewer of them and less often where the server is slow; nil when one is
  /// not answered with an image.
  private func round(_ urls: inout ArraySlice<String>) async throws -> [CacheCheck.Series]? {
    let end = ContinuousClock.now + budget
    var round: [CacheCheck.Series] = []
    while round.count < Self.urls,
      round.count < CacheCheck.minimumURLs || ContinuousClock.now < end,
      let url = urls.popFirst()
    {
      let started = ContinuousClock.now
      guard let first = try await cost(of: url) else { return nil }
      var again: [Double] = []
      for _ in 0..<repetitions(taking: ContinuousClock.now - started) {
        guard let cost = try await cost(of: url) else { return nil }
        again.append(cost)
      }
      round.append(CacheCheck.Series(first: first, again: again))
    }
    return round
  }

  /// How often a URL is repeated: twice for each process, where time allows.
  private func repetitions(taking time: Duration) -> Int {
    let wanted = max(Self.minimumRepetitions, 2 * server.descriptor.workers.count)
    let affordable = Int(budget / CacheCheck.minimumURLs / max(time, .microseconds(1)))
    return min(Self.maximumRepetitions, max(Self.minimumRepetitions, min(wanted, affordable)))
  }

  private var countsCPUTime: Bool { running.meter?.isExact == true }

  /// What a request costs in microseconds; nil unless its answer is an image.
  private func cost(of url: String) async throws -> Double? {
    let before = countsCPUTime ? running.meter?.read()?.cpuSeconds : nil
    let started = ContinuousClock.now
    guard let answer = try? await server.connection.client.fetch(url), answer.status == 200,
      answer.value(ofField: "Content-Type")?.hasPrefix("image/") == true
    else {
      try Task.checkCancellation()
      return nil
    }
    guard countsCPUTime else { return (ContinuousClock.now - started) / .microseconds(1) }
    guard let before, let after = running.meter?.read()?.cpuSeconds else { return nil }
    return (after - before) * 1e6
  }

  /// URLs of regions that do not touch each other, first one of every picture, then a second one of
  /// every picture, and so on.
  package func freshURLs(_ format: SourceFormat) -> [String] {
    let locator = ImageLocator(dataset, layout: server.descriptor.identifier.layout)
    let columns = dataset.images.map { image -> [String] in
      guard let path = locator.path(of: image, format: format) else { return [] }
      return Self.regions(of: image.size).map { region in
        running.origin
          + server.address.target(
            of: .image(ImageRequest(region: region)), path: path, index: image.index)
      }
    }
    let rows = columns.map(\.count).max() ?? 0
    return (0..<rows).flatMap { row in columns.compactMap { row < $0.count ? $0[row] : nil } }
      .prefix(Self.warmUps + 2 * Self.urls).map(\.self)
  }

  /// Small squares around the points at which four tiles meet, where tiles are decoded for few pixels
  /// of the answer; closer together and smaller on small pictures.
  private static func regions(of size: PixelSize) -> [Region] {
    let step = max(1, min(step, size.width / 4, size.height / 4))
    let side = max(1, step / 4)
    let centres = { (length: Int) in stride(from: step, to: length - side, by: step) }
    var random = SeededRandom(seed: 1, purpose: "cache check", index: 0)
    return centres(size.height).flatMap { y in
      centres(size.width).map { x in
        Region.pixels(x: x - side / 2, y: y - side / 2, width: side, height: side)
      }
    }.shuffled(using: &random)
  }

  /// Reads the files of the URLs' pictures, as far as they lie here.
  private func readFiles(_ format: SourceFormat) {
    let pictures = Set(dataset.images.prefix(Self.warmUps + 2 * Self.urls).map(\.name))
    for file in dataset.files where file.format == format && pictures.contains(file.image) {
      let handle = try? FileHandle(forReadingFrom: dataset.root.appending(path: file.path))
      while let part = try? handle?.read(upToCount: 1 << 20), !part.isEmpty {}
      try? handle?.close()
    }
  }
}
