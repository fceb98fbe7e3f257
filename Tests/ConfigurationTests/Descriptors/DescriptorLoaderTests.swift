@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("Loading descriptors")
struct DescriptorLoaderTests {
  @Test("A descriptor is loaded with its variants, without a message")
  func everything() throws {
    let catalog = try DescriptorFixture().load(DescriptorFixture.text)
    #expect(catalog.summaries == [])
    #expect(catalog.labels == ["good", "good@single", "good@second"])
    #expect(catalog.descriptors.first == everyKey)
  }

  @Test("A variant changes only the keys that it names")
  func variants() throws {
    let catalog = try DescriptorFixture().load(DescriptorFixture.text)
    var single = everyKey
    single.variant = "single"
    single.workers.count = 1
    var second = everyKey
    second.variant = "second"
    second.version = "2.0"
    second.container?.image = .reference("example.org/good:2.0")
    second.api[0].level = .level2
    #expect(catalog.descriptors.dropFirst() == [single, second])
  }

  @Test("Rules are refused for identifiers that do not determine the file's path")
  func rules() throws {
    let fixture = try DescriptorFixture()
    try fixture.temporary.write("{identifier-path}\n", to: "servers.d/good/rules.conf")
    let text = DescriptorFixture.text.replacing("[good.conf]", with: "[good.conf, rules.conf]")
    #expect(try fixture.load(text).summaries == [])
    #expect(
      try fixture.load(text.replacing("template: \"{path}\"", with: "template: \"{index}\""))
        .summaries.first
        == "servers.d/good.yaml:19:13: error: {identifier-path} is used, but these identifiers do "
        + "not determine the file's path; use {path}, or {directory} and {name}, without a "
        + "substitute for slashes")
  }

  @Test("A descriptor is identified by the checksum of its file")
  func hashes() throws {
    let catalog = try DescriptorFixture().load("\u{FEFF}" + DescriptorFixture.text)
    let bytes = [0xEF, 0xBB, 0xBF] + Array(DescriptorFixture.text.utf8)
    #expect(catalog.hashes == ["good": SHA256.hexadecimal(of: bytes)])
    #expect(try DescriptorFixture().load("name: good\n").hashes == [:])
  }

  @Test("Missing keys have their documented values")
  func standards() throws {
    let catalog = try DescriptorFixture().load(
      """
      name: good
      title: Good
      homepage: https://example.org
      licence: MIT
      version: 1.0.0
      api: {"2.0": {prefix: "", level: 0, full-size: full}}
      sources: [jpeg]
      identifier: {template: "{name}"}
      container: {image: "good:1", port: 80}
      """)
    #expect(catalog.summaries == [])
    let descriptor = try #require(catalog.descriptors.first)
    #expect(descriptor.identifier.slashes == .encoded)
    #expect(descriptor.identifier.layout == .tree)
    #expect(descriptor.container?.images == "/images")
    #expect(descriptor.container?.files == "/etc/iiif-bench")
    #expect(descriptor.workers == Workers(kind: .process, count: 1))
    #expect(descriptor.startLimit == 60)
    #expect(descriptor.jpegQuality == JPEGQuality(value: nil, settable: false))
    #expect(descriptor.limits == OutputLimits(maximumSide: nil, maximumPixels: nil, beyond: nil))
  }

  @Test("Three problems give three messages with source line and caret, and no server")
  func threeProblems() throws {
    let text = DescriptorFixture.text
      .replacing("port: 8080", with: "port: 80800").replacing("licence:", with: "license:")
      .replacing("beyond: shrink", with: "beyond: shrinc")
    let catalog = try DescriptorFixture().load(text)
    #expect(catalog.descriptors == [])
    #expect(catalog.invalidNames == ["good"])
    #expect(
      DiagnosticFormat.text.render(catalog.diagnostics) == """
        servers.d/good.yaml:4:1: error: unknown key 'license'; did you mean 'licence'?
        license: GPL-3.0-or-later
        ^
        servers.d/good.yaml:27:9: error: 'port' must be a whole number from 1 to 65535, \
        found the number 80800
          port: 80800
                ^
        servers.d/good.yaml:43:63: error: 'beyond' must be one of shrink, refuse, found 'shrinc'; \
        did you mean 'shrink'?
        limits: {maximum-side: 5000, maximum-pixels: 9000000, beyond: shrinc}
                                                                      ^

        """)
  }

  @Test("Too many variants are refused before they are merged")
  func manyVariants() throws {
    let variants = (0..<5000).map { "  v\($0): {workers: {count: 2}}\n" }.joined()
    let catalog = try DescriptorFixture().load(DescriptorFixture.text + variants)
    #expect(
      catalog.summaries == [
        "servers.d/good.yaml:46:1: error: a descriptor may have at most 100 variants"
      ])
  }

  @Test(
    "A long file full of problems stops at the limit of messages",
    arguments: [longCommand, longEnvironment, longKeys, longSources])
  func longFiles(text: String) throws {
    let diagnostics = try DescriptorFixture().load(text).diagnostics
    #expect(diagnostics.count == DiagnosticCollector.limit + 1)
  }

  private static let longCommand: String = {
    let placeholders = String(repeating: "{prot}", count: 40_000)
    return "process:\n  command: [\"\(placeholders)\"]\n"
  }()
  private static let longEnvironment: String = {
    let variables = (0..<10_000).map { "    K\($0): \"{prot}\"\n" }
    return "process:\n  command: [a]\n  environment:\n\(variables.joined())"
  }()
  private static let longKeys: String = (0..<15_000).map { "licenc\($0): x\n" }.joined()
  private static let longSources: String = {
    let names = (0..<30_000).map { "x\($0)," }
    return "sources: [\(names.joined())]\n"
  }()

  @Test("Files with a wrong extension are reported")
  func strayFiles() throws {
    let fixture = try DescriptorFixture()
    try fixture.temporary.write("name: other\n", to: "servers.d/other.yml")
    try fixture.temporary.write("name: hidden\n", to: "servers.d/.hidden.yaml")
    try fixture.temporary.write("{}", to: "servers.d/schema.json")
    try FileManager.default.createDirectory(
      at: fixture.folder.appending(path: "folder.yaml"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: fixture.folder.path + "/link.yaml", withDestinationPath: "nowhere.yaml")
    let catalog = try fixture.load(DescriptorFixture.text)
    #expect(
      catalog.summaries == [
        "servers.d/other.yml:1:1: error: the file's name must end with '.yaml'",
        "servers.d/folder.yaml:1:1: error: the file cannot be read: it is not a file",
        "servers.d/link.yaml:1:1: error: the file cannot be read: No such file or directory",
      ])
    #expect(catalog.labels.count == 3)
  }

  @Test("A missing folder is an error")
  func missingFolder() {
    let catalog = DescriptorLoader().load(directory: URL(filePath: "/nonexistent/servers.d"))
    #expect(catalog.summaries == ["/nonexistent/servers.d:1:1: error: the folder does not exist"])
  }

  @Test("A file is loaded with its folder")
  func oneFile() throws {
    let fixture = try DescriptorFixture()
    _ = try fixture.load(DescriptorFixture.text)
    let loader = DescriptorLoader()
    #expect(loader.load(file: fixture.folder.appending(path: "good.yaml")).summaries == [])
    let missing = loader.load(file: URL(filePath: "/nonexistent/x.yaml"))
    #expect(
      missing.summaries == [
        "/nonexistent/x.yaml:1:1: error: the file cannot be read: No such file or directory"
      ])
    let other = loader.load(file: URL(filePath: "/nonexistent/x.json"))
    #expect(
      other.summaries == ["/nonexistent/x.json:1:1: error: the file's name must end with '.yaml'"])
  }

  private var everyKey: ServerDescriptor {
    ServerDescriptor(
      name: "good", variant: "default", title: "Good Server",
      homepage: "https://example.org/good", licence: "GPL-3.0-or-later", version: "1.1",
      api: [
        APISupport(
          version: .v21, prefix: "/iiif/2", level: .level1, fullSize: .full,
          extra: [.sizeUpscaling], lacks: [.baseUriRedirect]),
        APISupport(version: .v30, prefix: "/iiif/3", level: .level2, fullSize: .max),
      ],
      sources: [.tiffPyramid, .jp2],
      identifier: IdentifierRule(template: "{path}", slashes: .substituted("!"), layout: .flat),
      container: ContainerRecipe(
        image: .build(
          context: "good", dockerfile: "Containerfile", arguments: ["RELEASE": "1.1"]),
        port: 8080, command: ["serve", "--port", "{port}", "--config", "{files}/good.conf"],
        environment: ["WORKERS": "{workers}"], images: "/data", files: "/etc/good"),
      process: ProcessRecipe(
        command: ["serve", "-p", "{port}", "{images}"],
        environment: ["QUALITY": "{quality}", "LIMIT": "5000"], aptPackages: ["good-server"],
        pypiPackages: ["good==1.1"]),
      files: ["good.conf"], workers: Workers(kind: .thread, count: 10), startLimit: 30,
      jpegQuality: JPEGQuality(value: 75, settable: true),
      limits: OutputLimits(maximumSide: 5000, maximumPixels: 9_000_000, beyond: .shrink),
      caches: ["Off in good.conf."], notes: ["A quirk."])
  }
}
