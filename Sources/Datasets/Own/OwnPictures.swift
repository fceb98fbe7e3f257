import Foundation
package import IIIF
package import IIIFBench
package import LoadGenerator

/// Finds a running service's own pictures: their identifiers, and the sizes in their information.
package struct OwnPictures: Sendable {
  /// What was found.
  package struct Found: Sendable {
    /// The pictures; the paths of their files are the identifiers as they stand in URIs.
    package var dataset: Dataset
    /// The information of the first picture.
    package var information: ImageInformation
    /// The service's base URI that answers, after a redirect to its canonical one.
    package var service: String
    /// Lines that cannot be used, pictures without information, redirects and foreign addresses.
    package var warnings: [String]
  }

  /// The number of pictures if none is given.
  package static let standardCount = 100
  /// Warnings of one kind that are shown.
  private static let shown = 20
  /// Pictures in a row without information after which no other is tried.
  private static let failuresInARow = 25

  /// The service's base URI, without a trailing slash.
  package var service: String
  /// The client for all requests.
  package var client: HTTPClient

  /// Creates a search.
  package init(service: String, client: HTTPClient) {
    self.service = service
    self.client = client
  }

  /// The pictures of a list of identifiers, of a manifest or of a collection.
  ///
  /// Of a long list, pictures are drawn at random, so that a run needs neither the information of all
  /// nor a request for each.
  ///
  /// - Parameters:
  ///   - source: The path of a list or of a manifest, or the address of a manifest or collection.
  ///   - count: The number of pictures; nil for ``standardCount``.
  ///   - seed: The seed of the draw.
  ///   - progress: Receives the number of pictures that were found, and the number wanted.
  /// - Throws: ``OwnPicturesError``, ``FetchError``, or `CancellationError`.
  package func find(
    _ source: String, count: Int?, seed: UInt64,
    progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> Found {
    let list = try await list(source, count: count ?? Self.standardCount)
    var entries = list.entries
    let wanted = min(count ?? Self.standardCount, entries.count)
    if wanted < entries.count {
      var random = SeededRandom(seed: seed, purpose: "own pictures", index: 0)
      entries.shuffle(using: &random)
    }
    var reader = InformationReader(service: service, client: client)
    for entry in entries where reader.found.count < wanted {
      try Task.checkCancellation()
      await reader.read(entry)
      progress(reader.found.count, wanted)
      if reader.failuresInARow >= Self.failuresInARow { break }
    }
    guard let first = reader.found.first else {
      throw OwnPicturesError.nothing(
        source: source, list.problems.map(\.description) + reader.failures)
    }
    return Found(
      dataset: dataset(of: reader.found, source: source), information: first.information,
      service: service,
      warnings: Self.limited(list.problems.map(\.description), "lines are skipped")
        + Self.limited(reader.failures, "pictures have no information")
        + Self.limited(reader.remarks, "remarks"))
  }

  private func list(_ source: String, count: Int) async throws -> IdentifierList {
    let content: [UInt8]
    if WebAddress.absolute(source, in: service) == source {
      let answer: HTTPResponse
      do {
        answer = try await client.fetch(source, maximumRedirects: 5)
      } catch let error as HTTPClientError {
        throw FetchError.manifest(url: source, detail: error.reason)
      }
      guard answer.status == 200 else {
        throw FetchError.manifest(url: source, detail: "status \(answer.status)")
      }
      content = answer.body
    } else {
      guard let bytes = FileManager.default.contents(atPath: source) else {
        throw OwnPicturesError.unreadable(source)
      }
      content = Array(bytes)
    }
    guard content.first(where: { $0 > 32 }) == UInt8(ascii: "{") else {
      return IdentifierList(String(decoding: content, as: UTF8.self), service: service)
    }
    let services = try await services(in: content, at: source, count: count, depth: 0)
    return IdentifierList(services: services, service: service)
  }

  /// The services of a manifest, or of the manifests of a collection until there are enough.
  private func services(
    in json: [UInt8], at url: String, count: Int, depth: Int
  ) async throws -> [String] {
    let members = PresentationCollection.members(json: json, url: url)
    guard let members, depth < 5 else {
      return try PresentationManifest(json: json, url: url).images.compactMap { $0.service?.base }
    }
    var services: [String] = []
    for member in members where services.count < count {
      guard let answer = try? await client.fetch(member, maximumRedirects: 5),
        answer.status == 200,
        let more = try? await self.services(
          in: answer.body, at: member, count: count - services.count, depth: depth + 1)
      else { continue }
      services += more
    }
    return services
  }

  private func dataset(of found: [InformationReader.Picture], source: String) -> Dataset {
    let names = found.map { percentDecoded($0.identifier) ?? $0.identifier }
    return Dataset(
      name: source, root: URL(filePath: "/nonexistent", directoryHint: .isDirectory),
      images: zip(names, found).enumerated().map { index, pair in
        SourceImage(index: index, name: pair.0, size: pair.1.information.size)
      },
      files: zip(names, found).map { name, picture in
        ImageFile(
          image: name, format: .own, path: picture.identifier, bytes: 0, sha256: "", command: "")
      })
  }

  private static func limited(_ lines: [String], _ words: String) -> [String] {
    lines.count <= shown
      ? lines : lines.prefix(shown) + ["\(lines.count - shown) more \(words)"]
  }
}

/// Reads the information of one picture after the other.
private struct InformationReader {
  struct Picture {
    var identifier: String
    var information: ImageInformation
  }

  let service: String
  let client: HTTPClient
  private(set) var found: [Picture] = []
  private(set) var failures: [String] = []
  private(set) var remarks: [String] = []
  private(set) var failuresInARow = 0

  init(service: String, client: HTTPClient) {
    self.service = service
    self.client = client
  }

  mutating func read(_ entry: IdentifierList.Entry) async {
    let base = service + "/" + entry.identifier
    do {
      let answer = try await client.fetch(base + "/info.json", maximumRedirects: 5)
      guard answer.status == 200 else {
        fail(entry, "status \(answer.status)" + authorization(of: answer))
        return
      }
      let information = try ImageInformation(json: answer.body)
      failuresInARow = 0
      found.append(
        Picture(
          identifier: identifier(entry, answeredAt: answer.finalURL), information: information))
      remark(on: information, base: base)
    } catch let error as HTTPClientError {
      fail(entry, error.reason)
    } catch {
      fail(entry, "\(error)")
    }
  }

  /// The identifier of the canonical URI if the request was redirected within the service.
  private mutating func identifier(
    _ entry: IdentifierList.Entry, answeredAt url: String
  ) -> String {
    let canonical = WebAddress.serviceBase(url)
    guard canonical != service + "/" + entry.identifier else { return entry.identifier }
    remarks.append("line \(entry.line): \(entry.identifier) is redirected to \(canonical)")
    let list = IdentifierList(canonical, service: service)
    return list.entries.first?.identifier ?? entry.identifier
  }

  private mutating func remark(on information: ImageInformation, base: String) {
    guard WebAddress.host(of: information.id) != WebAddress.host(of: base), remarks.isEmpty else {
      return
    }
    remarks.append(
      "info.json of \(base) says that it is of '\(information.id)'; requests go to \(service)")
  }

  private func authorization(of answer: HTTPResponse) -> String {
    AuthorizationService.services(in: answer.body).first.map {
      "; its information names the \($0.kind) \($0.id) of the IIIF Authorization API: log in there, "
        + "and pass the token with --header"
    } ?? ""
  }

  private mutating func fail(_ entry: IdentifierList.Entry, _ reason: String) {
    failuresInARow += 1
    failures.append("line \(entry.line): \(entry.identifier): \(reason)")
  }
}

/// The reason why a service's pictures cannot be used.
package enum OwnPicturesError: Error, Hashable, CustomStringConvertible {
  /// The list cannot be read.
  case unreadable(String)
  /// No picture of the list has information, for these reasons.
  case nothing(source: String, [String])

  /// The message with the reasons.
  package var description: String {
    switch self {
    case .unreadable(let path): "the list of identifiers '\(path)' cannot be read"
    case .nothing(let source, let reasons):
      "no picture of '\(source)' can be used"
        + (reasons.isEmpty ? ": it has no identifiers" : ":")
        + reasons.prefix(20).map { "\n  \($0)" }.joined()
    }
  }
}
