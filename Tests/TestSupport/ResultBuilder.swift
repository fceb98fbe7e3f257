package import Results
import Foundation
import HDRHistogram
import IIIF
package import IIIFBench
import LoadGenerator

/// Creates results whose figures all follow from a few numbers.
package struct ResultBuilder: Sendable {
  /// Server names, or `name@variant`.
  package var servers = ["alpha", "beta"]
  /// Operations.
  package var operations = ["crop"]
  /// Source formats.
  package var formats: [SourceFormat] = [.jpeg(quality: 90)]
  /// Loads.
  package var loads: [Load] = [.concurrency(10)]
  /// Blocks of every cell.
  package var blocks = 3
  /// Answers per window.
  package var answers = 400
  /// The length of each window in seconds.
  package var seconds = 10.0
  /// Conditions that must not hold.
  package var thresholds: [String] = []
  /// The median response time of a cell in a block, in milliseconds.
  package var milliseconds: @Sendable (Cell, _ block: Int) -> Double = { _, _ in 20 }
  /// Changes or replaces a cell's result; answers of which it changes the number count in full.
  package var change: @Sendable (inout CellResult) -> Void = { _ in }

  /// Two equal servers, one operation, one format and one load.
  package init() {}

  /// The result.
  package func result() throws -> BenchmarkResult {
    let started = Date(timeIntervalSince1970: 1_790_000_000)
    return BenchmarkResult(
      tool: ToolRecord(
        version: "1.2.3", libcurl: "libcurl/7.88.1", swift: "6.3.1", build: .release),
      host: HostRecord(
        system: "Debian GNU/Linux 12 (bookworm)", kernel: "6.1.0-21-amd64",
        processor: "Example CPU 2.0 GHz", processors: 2, memory: 8_000_000_000),
      study: try study, seed: 42, command: ["iiif-bench", "run", "sample", "--seed", "42"],
      started: started, ended: started.addingTimeInterval(240),
      servers: try servers.map(record(of:)), images: dataset, cells: cells, warnings: [])
  }

  /// A descriptor with everything that a report shows.
  package func descriptor(of label: String) throws -> ServerDescriptor {
    let (name, variant) = split(label)
    let text = """
      {"name": "\(name)", "variant": "\(variant)", "title": "\(name.capitalized) Server",
       "homepage": "https://example.org/\(name)", "licence": "MIT", "version": "4.5",
       "api": [\(Self.api)], "sources": ["jpeg", "tiff", "tiff-pyramid", "jp2"],
       "identifier": {"template": "{path}", "slashes": {"raw": {}}, "layout": "tree"},
       "container": {"image": {"reference": {"_0": "example.org/\(name):4.5"}}, "port": 8080,
         "command": ["serve", "--workers", "{workers}"], "environment": {"CACHE": "off"},
         "images": "/images", "files": "/files"},
       "files": ["server.conf"], "workers": {"kind": "process", "count": 4}, "startLimit": 30,
       "jpegQuality": {"value": 80, "settable": true},
       "limits": {"maximumSide": 5000, "beyond": "shrink"},
       "caches": ["Off by CACHE=off."], "wantsCaches": false, "notes": ["Shrinks what is larger than 5000 pixels."]}
      """
    return try JSONDecoder().decode(ServerDescriptor.self, from: Data(text.utf8))
  }

  private static let api = """
    {"version": "3.0", "prefix": "/iiif/3", "level": 2, "fullSize": "max", "extra": [], "lacks": []}
    """

  private var study: Study {
    get throws {
      Study(
        name: "sample", question: "Which server is faster?", servers: servers,
        operations: operations.map { StudyOperation(name: $0) }, formats: formats, loads: loads,
        images: StudyImages(source: "sample", count: 2), api: 3, blocks: .fixed(blocks),
        duration: seconds, warmUp: .fixed(2), thresholds: try thresholds.map { try Threshold($0) })
    }
  }

  private var dataset: Dataset {
    let images = (0..<2).map { index in
      SourceImage(
        index: index, name: "page \(index + 1)", size: PixelSize(width: 2000, height: 3000))
    }
    let files = images.flatMap { image in
      formats.map { format in
        ImageFile(
          image: image.name, format: format,
          path: "\(format.name)/\(image.name).\(format.fileExtension)",
          bytes: 1_000_000 + image.index, sha256: String(repeating: "a\(image.index)", count: 32),
          command: "vips copy")
      }
    }
    return Dataset(
      name: "sample", root: URL(filePath: "/images"), images: images, files: files)
  }

  private func record(of label: String) throws -> ServerRecord {
    let descriptor = try descriptor(of: label)
    return ServerRecord(
      descriptor: descriptor, descriptorHash: String(repeating: "0f", count: 32),
      runtime: .docker, api: descriptor.api[0],
      provenance: ["image": "sha256:" + String(repeating: "ab", count: 32)])
  }

  private var cells: [CellResult] {
    (1...max(blocks, 1)).flatMap { block in
      servers.flatMap { server in
        formats.flatMap { format in
          operations.flatMap { operation in
            loads.map { load in
              let (name, variant) = split(server)
              let cell = Cell(
                server: name, variant: variant, format: format, operation: operation, load: load)
              return measured(cell, block: block)
            }
          }
        }
      }
    }
  }

  private func measured(_ cell: Cell, block: Int) -> CellResult {
    var result = CellResult(cell: cell, block: block, state: .measured)
    let median = milliseconds(cell, block) * 1000
    result.requests = answers
    result.completedInWindow = answers
    result.seconds = seconds
    result.bytes = answers * 50_000
    result.responseTime = figures(median: median)
    result.serviceTime = result.responseTime
    result.timeToFirstByte = figures(median: median * 0.75)
    result.phases = [
      Phase.firstByte.rawValue: result.timeToFirstByte,
      Phase.transfer.rawValue: figures(median: median * 0.25),
    ].compactMapValues(\.self)
    result.timeline = timeline(median: median)
    result.connectionsOpened = 10
    result.distinctRequests = answers
    result.serverCPUSeconds = Double(answers) * median / 2e6
    result.serverPeakMemory = 120_000_000
    result.transport = "http/1.1"
    change(&result)
    if result.state == .measured, result.completion.answers == 0 {
      result.completion.answers = Double(result.completedInWindow)
    }
    return result
  }

  /// Values from half to four times the median, half of them below it.
  private func figures(median: Double) -> LatencyFigures? {
    var histogram = LatencyHistogram()
    for index in 0..<answers {
      let share = (Double(index) + 0.5) / Double(answers)
      let factor = share < 0.5 ? 0.5 + share : 1 + 3 * pow(2 * share - 1, 4)
      histogram.record(UInt64(max(1, median * factor)))
    }
    return LatencyFigures(histogram)
  }

  private func timeline(median: Double) -> [TimelineSecond] {
    (0..<Int(seconds) + 2).map { second in
      TimelineSecond(
        second: second, warmUp: second < 2, requests: answers / max(1, Int(seconds)), errors: 0,
        bytes: 50_000, p50: UInt64(median * (second == 0 ? 1.5 : 1)), p99: UInt64(median * 3))
    }
  }

  private func split(_ label: String) -> (name: String, variant: String) {
    let parts = label.split(separator: "@", maxSplits: 1).map(String.init)
    return (parts[0], parts.count > 1 ? parts[1] : ServerDescriptor.defaultVariant)
  }
}
