@testable import Launching
@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("Build arguments from the command line")
struct BuildArgumentTests {
  @Test("The last dot before the equals sign ends the server's name")
  func reading() throws {
    let argument = try #require(BuildArgument("alpha@v1.3.SOURCE=http://127.0.0.1:8/a=b.tar.gz"))
    #expect(argument.server == "alpha@v1.3")
    #expect(argument.name == "SOURCE")
    #expect(argument.value == "http://127.0.0.1:8/a=b.tar.gz")
    #expect(BuildArgument("alpha.EMPTY=")?.value == "")
  }

  @Test(
    "What has another form is refused",
    arguments: ["", "SOURCE=x", "alpha.SOURCE", ".SOURCE=x", "alpha.=x", "alpha=SOURCE.x"])
  func refused(text: String) {
    #expect(BuildArgument(text) == nil)
  }

  @Test("An argument reaches all variants whose Dockerfile declares it, and changes their images")
  func applied() throws {
    let folder = try dockerfiles()
    let servers = [
      server(dockerfile: "Dockerfile"), server(variant: "source", dockerfile: "Dockerfile.source"),
    ]
    let changed = try BuildArgument.apply(
      [BuildArgument("alpha.SOURCE=http://127.0.0.1/a.tar.gz")].compactMap { $0 }, to: servers,
      folder: folder.url)
    #expect(changed[0] == servers[0])
    #expect(
      changed[1].container?.image
        == .build(
          context: "alpha", dockerfile: "Dockerfile.source",
          arguments: ["VERSION": "1", "SOURCE": "http://127.0.0.1/a.tar.gz"]))
    let recipes = try (servers + changed).map { try #require($0.container) }
    let names = zip(servers + changed, recipes).map {
      imageName(of: $0, recipe: $1)
    }
    #expect(names[0] == names[2])
    #expect(names[1] != names[3])
  }

  @Test(
    "An argument that no server of the run takes is named, with those that exist",
    arguments: [
      ("beta.SOURCE=x", "there is no server in this run 'beta'"),
      ("alpha.SOURC=x", "there is no build argument of alpha 'SOURC'; did you mean 'SOURCE'?"),
      ("alpha@default.VERSION=x", "there is no server in this run 'alpha@default'"),
    ])
  func unknown(text: String, beginning: String) throws {
    let folder = try dockerfiles()
    let error = #expect(throws: SelectionError.self) {
      try BuildArgument.apply(
        [BuildArgument(text)].compactMap { $0 },
        to: [server(variant: "source", dockerfile: "Dockerfile.source")], folder: folder.url)
    }
    #expect(error?.description.hasPrefix(beginning) == true, "\(String(describing: error))")
  }

  private func dockerfiles() throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write("FROM a\nARG OTHER\n", to: "alpha/Dockerfile")
    try folder.write("FROM a\nARG VERSION\nARG SOURCE\n", to: "alpha/Dockerfile.source")
    return folder
  }

  private func server(
    variant: String = ServerDescriptor.defaultVariant, dockerfile: String
  ) -> ServerDescriptor {
    var server = testServer(variant: variant)
    server.container = ContainerRecipe(
      image: .build(context: "alpha", dockerfile: dockerfile, arguments: ["VERSION": "1"]),
      port: 80, command: [], environment: [:], images: "/images", files: "/files")
    return server
  }
}
