@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("Loading studies")
struct StudyLoaderTests {
  private func load(_ text: String, named name: String = "good") -> StudyLoader.Loaded {
    StudyLoader().decode(SourceText(path: "studies.d/\(name).yaml", text: text), named: name)
  }

  @Test("A study with every key")
  func everything() throws {
    let loaded = load(StudyFixture.text)
    #expect(loaded.diagnostics == [])
    #expect(
      loaded.study?.study
        == Study(
          name: "good", question: "Which server is faster?", servers: ["one", "two@fast"],
          operations: [
            StudyOperation(name: "full"),
            StudyOperation(name: "crop", options: ["width": "1024", "align": "true"]),
          ],
          formats: [.jpeg(quality: 90), .jp2(ratio: 10)],
          loads: [.concurrency(1), .concurrency(10), .rate(2.5)],
          images: StudyImages(source: "sample", count: 6), api: 3,
          blocks: .fixed(2), duration: 1.5,
          warmUp: .fixed(0.3), pictureSample: 20,
          thresholds: [
            try Threshold("p99(crop, server=two) > 500ms"), try Threshold("errors(*) > 0"),
          ]))
  }

  @Test("Missing keys have the default values of a study in code")
  func standards() {
    let loaded = load(
      """
      question: Which?
      servers: all
      operations: [full]
      formats: all
      concurrency: [1]
      """)
    #expect(loaded.diagnostics == [])
    #expect(
      loaded.study?.study
        == Study(
          name: "good", question: "Which?", servers: ["all"],
          operations: [StudyOperation(name: "full")], formats: SourceFormat.common,
          loads: [.concurrency(1)], images: StudyImages(source: "sample", count: nil)))
  }

  @Test(
    "Every problem is reported at its place",
    arguments: [
      (
        "question: Which server is faster?\n", "",
        "1:1: error: missing key 'question': the question that the study answers, one sentence"
      ),
      (
        "[one, two@fast]", "one",
        "2:10: error: 'servers' must be 'all', or a list, of which each item is a server's name or NAME@VARIANT, found 'one'"
      ),
      (
        "[one, two@fast]", "al",
        "2:10: error: 'servers' must be 'all', or a list, of which each item is a server's name or NAME@VARIANT, found 'al'; did you mean 'all'?"
      ),
      (
        "[one, two@fast]", "[one, one]",
        "2:16: error: 'one' appears twice in 'servers'; remove one"
      ),
      (
        "[full,", "[crop,",
        "3:20: error: 'crop' appears twice in 'operations'; use a second study for other options"
      ),
      (
        "{crop: {width: 1024, align: true}}", "{crop: {}, full: {}}",
        "3:20: error: an item of 'operations' must have exactly one key, found 2"
      ),
      (
        "jp2-10x", "jp2-1Ox",
        "4:21: error: an item of 'formats' must be a source format: jpeg-q90, tiff, tiff-pyramid, jp2, jp2-10x, or another quality or ratio, found 'jp2-1Ox'; did you mean 'jp2-10x'?"
      ),
      (
        "concurrency: [1, 10]\nrate: [2.5]\n", "",
        "1:1: error: the load is missing; add 'concurrency', 'rate' or 'replay-speed'"
      ),
      (
        "concurrency: [1, 10]", "concurrency: [0, 10]",
        "5:15: error: an item of 'concurrency' must be a whole number from 1 to 100000, found the number 0"
      ),
      (
        "concurrency: [1, 10]", "concurency: [1, 10]",
        "5:1: error: unknown key 'concurency'; did you mean 'concurrency'?"
      ),
      (
        "count: 6", "number: 6",
        "7:26: error: unknown key 'number' in 'images'; expected one of source, count"
      ),
      (
        "api: 3", "api: 1",
        "8:6: error: 'api' must be a whole number from 2 to 3, found the number 1"
      ),
      (
        "blocks: 2", "iterations: 5",
        "10:1: error: 'duration' and 'iterations' exclude each other; remove one"
      ),
      (
        "duration: 1.5", "duration: 0",
        "10:11: error: 'duration' must be a number from 0.1 to 86400, found the number 0"
      ),
      (
        "p99(crop,", "p98(crop,",
        "12:11: error: an item of 'fail-if' must be a condition such as 'p99(crop) > 500ms', found 'p98(crop, server=two) > 500ms'; unknown metric 'p98'; known are p50, p90, p95, p99, p999, max, mean, ttfb, throughput, errors, error-rate, size, cpu, memory"
      ),
      (
        "p99(crop,", "p99(crap,",
        "12:11: error: 'fail-if' names the operation 'crap', which the study does not measure; did you mean 'crop'?"
      ),
      (
        "server=two", "format=tiff",
        "12:11: error: 'fail-if' names the source format 'tiff', which the study does not measure"
      ),
      (
        "server=two", "concurrency=11",
        "12:11: error: 'fail-if' names the load 'concurrency=11', which the study does not measure; did you mean 'concurrency=1'?"
      ),
    ])
  func problems(old: String, new: String, expected: String) {
    let loaded = load(StudyFixture.text.replacing(old, with: new))
    #expect(loaded.diagnostics.map(\.summary) == ["studies.d/good.yaml:\(expected)"])
    #expect(loaded.study == nil)
  }

  @Test("An invalid file name is an error")
  func fileName() {
    #expect(
      load(StudyFixture.text, named: "My Study").diagnostics.map(\.summary) == [
        "studies.d/My Study.yaml:1:1: error: the file name 'My Study' must be lower-case "
          + "letters and digits, joined by hyphens"
      ])
  }

  private struct Crop: ImageOperation {
    static let name = "crop"
    static let summary = "Crops"
    static let options = [OperationOption("width", .integer(1...4096, default: 1024), "Width")]
    init(options: OptionValues) {}
    func steps(of iteration: Iteration) -> [[OperationRequest]] { [] }
  }

  @Test("Unknown servers, operations and options are reported at their places")
  func unknownNames() throws {
    let text = StudyFixture.text.replacing(
      "width: 1024, align: true", with: "widht: 1024, width: 9999")
    let study = try #require(load(text).study)
    let diagnostics = study.diagnostics(
      servers: ["one", "two", "two@slow"], operations: [Crop.self])
    #expect(
      diagnostics.map(\.summary) == [
        "studies.d/good.yaml:2:16: error: there is no server 'two@fast'; "
          + "there are: one, two, two@slow",
        "studies.d/good.yaml:3:14: error: there is no operation 'full'; there are: crop",
        "studies.d/good.yaml:3:28: error: there is no option 'widht' of 'crop'; "
          + "did you mean 'width'?",
        "studies.d/good.yaml:3:48: error: '9999' is not valid for option 'width': "
          + "expected a whole number from 1 to 4096",
      ])
  }

  @Test("A format that no server reads or that cannot be encoded here is a warning")
  func formats() throws {
    let study = try #require(load(StudyFixture.text).study)
    let server = testServer(sources: [.jpeg, .tiff])
    func messages(_ servers: [ServerDescriptor], _ missing: [ExternalProgram]) -> [String] {
      study.formatDiagnostics(
        servers: servers,
        missingEncoder: { format in
          missing.first { $0 == (format.family == .jp2 ? .opjCompress : .vips) }
        }
      ).map(\.summary)
    }
    #expect(
      messages([server], []) == [
        "studies.d/good.yaml:4:21: warning: no server of the study reads jp2; "
          + "remove 'jp2-10x'"
      ])
    #expect(
      messages([testServer(sources: [.jpeg, .jp2])], [.opjCompress]) == [
        "studies.d/good.yaml:4:21: warning: 'jp2-10x' requires opj_compress, which is not "
          + "installed; it is in the Debian package libopenjp2-tools"
      ])
    #expect(messages([], [.opjCompress, .vips]) == [])
  }

  @Test("A study is selected by its name, and an unknown name is answered with the nearest one")
  func selection() throws {
    let folder = try TestFolder()
    try folder.write(StudyFixture.text, to: "good.yaml")
    try folder.write("question: Which?\n", to: "bad.yaml")
    let catalog = StudyLoader().load(directory: folder.url)
    #expect(try catalog.select("good").study.name == "good")
    let unknown = #expect(throws: StudySelectionError.self) { try catalog.select("god") }
    #expect(
      unknown?.description == "there is no study 'god'; did you mean 'good'?")
    let invalid = #expect(throws: StudySelectionError.self) { try catalog.select("bad") }
    #expect(invalid?.description == "the study 'bad' has errors; run 'iiif-bench validate'")
  }
}
