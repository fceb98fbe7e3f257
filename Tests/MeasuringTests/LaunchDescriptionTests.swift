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
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

@Suite("A start that is only written down")
struct LaunchDescriptionTests {
  private let servers = URL(filePath: #filePath)
    .appending(path: "../../../servers.d").standardizedFileURL

  private func sheet(
    _ descriptor: ServerDescriptor, servers: URL
  ) throws -> LaunchDescription {
    try LaunchDescription(
      of: descriptor, servers: servers, cache: URL(filePath: "/cache"),
      images: URL(filePath: "/images"), engine: try #require(ContainerEngine(.docker)),
      options: ContainerOptions(environment: [:]))
  }

  @Test("Both ways are filled in with their own values")
  func bothWays() throws {
    let folder = try TestFolder()
    try folder.write("{host}:{port} {workers} {images}", to: "sample/a.conf")
    let descriptor = ServerDescriptor.sample(
      process: ProcessRecipe(
        command: ["serve", "{files}/a.conf"], environment: ["Q": "{quality}"], aptPackages: [],
        pypiPackages: []),
      container: ContainerRecipe(
        image: .reference("example/server:1"), port: 80, command: ["serve"], environment: [:],
        images: "/pictures", files: "/etc/server"), files: ["a.conf"])
    let ways = try sheet(descriptor, servers: folder.url).ways
    #expect(ways.map(\.runtime) == [.docker, .process])
    #expect(ways[0].commands.map { $0.prefix(2) } == [["docker", "run"]])
    #expect(ways[0].files.map(\.path) == ["/etc/server/a.conf"])
    #expect(ways[0].files.map(\.text) == ["0.0.0.0:80 2 /pictures"])
    #expect(ways[1].commands == [["serve", ways[1].files[0].path]])
    #expect(ways[1].environment["Q"] == "75")
    #expect(ways[1].files.map(\.text) == ["127.0.0.1:\(LaunchDescription.port) 2 /images"])
  }

  @Test("Every server of the project can be written down, with no placeholder left in a command")
  func allServers() throws {
    let catalog = DescriptorLoader().load(directory: servers)
    #expect(!catalog.descriptors.isEmpty)
    let known = Set(Placeholder.allCases.map(\.rawValue))
    for descriptor in catalog.descriptors {
      let sheet = try sheet(descriptor, servers: servers)
      #expect(!sheet.ways.isEmpty)
      for way in sheet.ways {
        let texts =
          way.commands.flatMap(\.self) + Array(way.environment.values)
          + way.files.map(\.text)
        let left = texts.flatMap { Placeholder.occurrences(in: $0).map(\.name) }
        #expect(known.isDisjoint(with: left), "\(descriptor.label): \(left)")
      }
    }
  }

  @Test("Every server of the project has a request for the whole picture in each of its versions")
  func requests() throws {
    let catalog = DescriptorLoader().load(directory: servers)
    let whole = try Whole(options: OptionValues([:], for: []))
    for descriptor in catalog.descriptors {
      for api in descriptor.api {
        var server = try plannedServer(descriptor)
        server.api = api
        let requests = try #require(SampleRequests(server: server))
        guard case .targets(let targets) = requests.outcome(of: whole) else {
          Issue.record("\(descriptor.label) has no request")
          continue
        }
        #expect(targets.count == 1)
        #expect(targets[0].hasPrefix(api.prefix + "/"))
        #expect(targets[0].contains("/\(api.fullSize.rawValue)/0/default."))
      }
    }
  }
}
