@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation

/// A valid descriptor that uses most keys, in a folder with the files that it names.
struct DescriptorFixture {
  static let text = """
    name: good
    title: Good Server
    homepage: https://example.org/good
    licence: GPL-3.0-or-later
    version: "1.1"
    api:
      "2.1":
        prefix: /iiif/2
        level: 1
        full-size: full
        extra: [sizeUpscaling]
        lacks: [baseUriRedirect]
      "3.0":
        prefix: /iiif/3
        level: 2
        full-size: max
    sources: [tiff-pyramid, jp2]
    identifier:
      template: "{path}"
      slashes: {substitute: "!"}
      layout: flat
    container:
      build:
        context: good
        dockerfile: Containerfile
        arguments: {RELEASE: "1.1"}
      port: 8080
      command: [serve, --port, "{port}", --config, "{files}/good.conf"]
      environment: {WORKERS: "{workers}"}
      images: /data
      files: /etc/good
    process:
      command: [serve, -p, "{port}", "{images}"]
      environment:
        QUALITY: "{quality}"
        LIMIT: 5000
      apt: [good-server]
      pypi: ["good==1.1"]
    files: [good.conf]
    workers: {kind: thread, count: 10}
    start-limit: 30
    jpeg-quality: {value: 75, settable: true}
    limits: {maximum-side: 5000, maximum-pixels: 9000000, beyond: shrink}
    caches: [Off in good.conf.]
    notes: [A quirk.]
    variants:
      single: {workers: {count: 1}}
      second:
        version: "2.0"
        container:
          build: ~
          image: example.org/good:2.0
        api:
          "2.1": {level: 2}

    """

  let temporary: TestFolder

  init() throws {
    temporary = try TestFolder()
    try temporary.write("serve\n", to: "servers.d/good/good.conf")
    try temporary.write("# two lines\nlisten {prot}\n", to: "servers.d/good/typo.conf")
    try temporary.write("FROM debian\nARG RELEASE\n", to: "servers.d/good/Containerfile")
    try temporary.write("outside\n", to: "outside.conf")
    try FileManager.default.createSymbolicLink(
      atPath: temporary.url.path + "/servers.d/good/leak.conf",
      withDestinationPath: "../../outside.conf")
  }

  /// The folder, with a path that messages show as `servers.d`.
  var folder: URL { URL(filePath: "servers.d", relativeTo: temporary.url) }

  /// Loads a descriptor `good.yaml` of the text.
  func load(_ text: String) throws -> DescriptorCatalog {
    try temporary.write(text, to: "servers.d/good.yaml")
    return DescriptorLoader().load(directory: folder)
  }
}

extension DescriptorCatalog {
  /// The diagnostics' places and messages, one a line.
  var summaries: [String] { diagnostics.map(\.summary) }
}

extension Diagnostic {
  /// Place, severity and message, without the source line.
  var summary: String { "\(file):\(line):\(column): \(severity.rawValue): \(message)" }
}
