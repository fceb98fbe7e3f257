@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Support
import Testing

@Suite("Variants by settings on the command line")
struct DescriptorSettingTests {
  private func adding(
    _ texts: String...
  ) throws -> (catalog: DescriptorCatalog, problems: [Diagnostic]) {
    let fixture = try DescriptorFixture()
    let catalog = try fixture.load(DescriptorFixture.text)
    let settings = try texts.map { try #require(DescriptorSetting($0)) }
    return try DescriptorLoader().adding(settings, to: catalog, in: fixture.folder)
  }

  @Test("A setting has a label, a key and a value")
  func form() throws {
    let setting = try #require(DescriptorSetting("good@new.container.image=host/good:2=a"))
    #expect(setting.label == "good@new")
    #expect(setting.path == "container.image")
    #expect(setting.value == "host/good:2=a")
    for text in ["good.version=1", "good@new=1", "good@new.version", "@new.version=1", "good@.a=1"]
    {
      #expect(DescriptorSetting(text) == nil, "\(text)")
    }
  }

  @Test("Settings of one label make one variant, which keeps everything else")
  func variant() throws {
    let (catalog, problems) = try adding(
      "good@new.container.build=null", "good@new.container.image=example.org/good:3.0",
      "good@new.version=3.0", "good@new.workers.count=4", "good@new.api.2.1.level=2",
      "good@new.process.environment.LIMIT=100",
      "good@new.process.command=[serve, -q, '{port}', '{images}']",
      "good@new.identifier.slashes=raw", "good@other.start-limit=7")
    #expect(problems.isEmpty)
    let base = try #require(catalog.select(["good"]).first)
    var expected = base
    expected.variant = "new"
    expected.version = "3.0"
    expected.container?.image = .reference("example.org/good:3.0")
    expected.workers.count = 4
    expected.api[0].level = .level2
    expected.process?.environment["LIMIT"] = "100"
    expected.process?.command = ["serve", "-q", "{port}", "{images}"]
    expected.identifier.slashes = .raw
    #expect(try catalog.select(["good@new"]).first == expected)
    #expect(try catalog.select(["good@other"]).first?.startLimit == 7)
  }

  @Test(
    "A problem has the flag as its place, with the number of the setting",
    arguments: [
      (
        ["good@new.workers.count=many"],
        "--set:1:24: error: 'count' must be a whole number from 1 to 1024, found 'many'"
      ),
      (
        ["good@new.version=2", "good@new.contaner.port=1"],
        "--set:2:10: error: unknown key 'contaner'; did you mean 'container'?"
      ),
      (
        ["good@new.container.image=example.org/good:2"],
        "--set:1:10: error: 'image' and 'build' exclude each other; remove one"
      ),
      (
        ["good@new.version=2", "good@new.version=3"],
        "--set:2:10: error: another --set already sets 'version' or a part of it; remove one"
      ),
      (
        ["good@new.container=null", "good@new.process=null"],
        "--set:1:1: error: the server cannot be started; add 'container', 'process' or both"
      ),
      (
        ["good@new.version=1.1"], "--set:1:1: warning: the variant 'new' changes nothing"
      ),
      (
        ["good@new.name=best"], "--set:1:10: error: a variant cannot change 'name'; remove it"
      ),
      (
        ["good@New.version=2"],
        "--set:1:1: error: the key 'New' in 'variants' must be lower-case letters and digits, "
          + "joined by hyphens"
      ),
      (
        ["good@new.files=[a"],
        "--set:1:16: error: the value is not valid YAML: "
          + "did not find expected ',' or ']' while parsing a flow sequence that starts in line 1"
      ),
    ])
  func problems(settings: [String], expected: String) throws {
    let fixture = try DescriptorFixture()
    let catalog = try fixture.load(DescriptorFixture.text)
    let parsed = try settings.map { try #require(DescriptorSetting($0)) }
    let (_, problems) = try DescriptorLoader().adding(parsed, to: catalog, in: fixture.folder)
    let first = problems.first { $0.severity == .error } ?? problems.first
    #expect(first?.summary == expected)
    #expect(first?.sourceLine.hasPrefix("good@") == true)
  }

  @Test("A variant of the file keeps its name, and an unknown server is reported")
  func names() throws {
    let error = #expect(throws: SelectionError.self) { try adding("good@single.version=2") }
    #expect(
      error?.description
        == "--set 'good@single.version=2': the descriptor of 'good' already has a variant "
        + "'single'; choose another name")
    let unknown = #expect(throws: ServerSelectionError.self) { try adding("god@new.version=2") }
    #expect(unknown?.description == "there is no server 'god'; did you mean 'good'?")
  }
}
