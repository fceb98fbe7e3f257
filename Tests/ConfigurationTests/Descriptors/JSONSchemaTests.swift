@testable import ChildProcess
@testable import Configuration
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("JSON Schema of descriptors and studies")
struct JSONSchemaTests {
  @Test("servers.d/schema.json matches the loader's rules")
  func descriptorSchemaIsUpToDate() throws {
    let file = ProjectFiles.root.appending(path: "servers.d/schema.json")
    #expect(
      try String(contentsOf: file, encoding: .utf8) == DescriptorLoader.jsonSchema(),
      "write it again: iiif-bench schema servers > servers.d/schema.json")
  }

  @Test("studies.d/schema.json matches the loader's rules")
  func studySchemaIsUpToDate() throws {
    let file = ProjectFiles.root.appending(path: "studies.d/schema.json")
    #expect(
      try String(contentsOf: file, encoding: .utf8) == StudyLoader.jsonSchema(),
      "write it again: iiif-bench schema studies > studies.d/schema.json")
  }

  @Test(
    "The loader and PyPI's jsonschema accept the same descriptors",
    .enabled(if: SchemaValidator.isAvailable, SchemaValidator.remedy))
  func descriptors() throws {
    let texts = [DescriptorFixture.text] + DescriptorProblemTests.all.map(\.text)
    try expectAgreement(on: texts, DescriptorSchema.root, DescriptorLoader.jsonSchema())
  }

  @Test(
    "The loader refuses all that the schema refuses, and problems that involve files or several keys",
    .enabled(if: SchemaValidator.isAvailable, SchemaValidator.remedy))
  func loader() throws {
    let problems = DescriptorProblemTests.all.filter { node($0.text) != nil }
    let verdicts = try SchemaValidator.verdicts(
      on: problems.compactMap { node($0.text)?.json }, schema: DescriptorLoader.jsonSchema())
    let fixture = try DescriptorFixture()
    let beyondTheSchema = Set((DescriptorProblem.meaning + DescriptorProblem.quirks).map(\.name))
    for (problem, isValid) in zip(problems, verdicts) {
      let isLoaded = try !fixture.load(problem.text).diagnostics.hasErrors
      #expect(
        isLoaded == isValid || (isValid && beyondTheSchema.contains(problem.name)),
        "\(problem.name): the schema says \(isValid), the loader \(isLoaded)")
    }
  }

  @Test(
    "The loader and PyPI's jsonschema accept the same studies",
    .enabled(if: SchemaValidator.isAvailable, SchemaValidator.remedy))
  func studies() throws {
    try expectAgreement(on: [StudyFixture.text], StudySchema.root, StudyLoader.jsonSchema())
  }

  /// Compares the verdicts on the documents, and on the first one with every value of it removed or
  /// replaced by values of all kinds.
  private func expectAgreement(
    on texts: [String], _ rules: MappingRule, _ schema: String
  ) throws {
    let documents = texts.compactMap(node)
    let first = try #require(documents.first)
    let all = documents + first.mutations
    let verdicts = try SchemaValidator.verdicts(on: all.map(\.json), schema: schema)
    #expect(verdicts.count == all.count)
    #expect(verdicts.contains(true) && verdicts.contains(false))
    for (document, verdict) in zip(all, verdicts) {
      #expect(isValid(document, rules) == verdict, "\(document.json.text())")
    }
  }

  private func node(_ text: String) -> YAMLNode? {
    var diagnostics = DiagnosticCollector(source: SourceText(path: "x.yaml", text: text))
    let node = YAMLReader.read(&diagnostics)
    return diagnostics.errorCount == 0 ? node : nil
  }

  private func isValid(_ node: YAMLNode, _ rules: MappingRule) -> Bool {
    let source = SourceText(path: "x.yaml", text: "")
    var checker = SchemaChecker(
      schema: rules, diagnostics: DiagnosticCollector(source: source))
    checker.check(node)
    return checker.diagnostics.errorCount == 0
  }
}

/// PyPI's `jsonschema`, which knows nothing of this project.
private enum SchemaValidator {
  static let remedy: Comment = "no python3 has the module 'jsonschema'; 'make python' installs it"

  static var isAvailable: Bool { interpreter != nil }

  /// The Python of `make python`, or else that of the machine; nil when neither has the module.
  private static let interpreter: String? = [
    ProjectFiles.root.appending(path: ".cache/python/bin/python3").path, "python3",
  ].first { (try? run("import jsonschema", input: "", by: $0)) != nil }

  /// Python's `$` also matches before a line end, unlike that of ECMA 262, which JSON Schema means.
  private static let program = #"""
    import json, sys, jsonschema
    schema, *documents = sys.stdin
    schema = json.loads(schema.replace('$"', r'\\Z"'))
    documents = [json.loads(line) for line in documents]
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for document in documents:
        print(1 if validator.is_valid(document) else 0)
    """#

  static func verdicts(on documents: [JSONValue], schema: String) throws -> [Bool] {
    let lines = [schema] + documents.map { $0.text() }
    let input = lines.map { $0.replacing("\n", with: " ") + "\n" }.joined()
    guard let interpreter else { throw Failure() }
    return try run(program, input: input, by: interpreter).split(separator: "\n").map { $0 == "1" }
  }

  private struct Failure: Error {}

  private static func run(
    _ program: String, input: String, by interpreter: String
  ) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "iiif-bench-test-\(UUID().uuidString).jsonl")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter, "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return String(decoding: answer, as: UTF8.self)
  }
}

extension YAMLNode {
  fileprivate var json: JSONValue {
    switch content {
    case .refused: .null
    case .sequence(let items): .array(items.map(\.json))
    case .mapping(let entries): .object(entries.map { ($0.key, $0.value.json) })
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: .null
      case .text: .string(scalar.text)
      case .boolean: .boolean(scalar.boolean ?? false)
      case .integer: .integer(scalar.integer ?? 0)
      case .number: .number(scalar.number ?? 0)
      }
    }
  }

  /// The node with one part of it changed, in every way and at every place.
  fileprivate var mutations: [YAMLNode] {
    let here = YAMLNode.samples.map { YAMLNode(content: $0, location: location) }
    switch content {
    case .scalar, .refused: return here
    case .sequence(let items):
      let changed = items.indices.flatMap { index in
        items[index].mutations.map { mutation in
          var copy = items
          copy[index] = mutation
          return copy
        }
      }
      return here
        + (changed + [items + items]).map { YAMLNode(content: .sequence($0), location: location) }
    case .mapping(let entries):
      let changed = entries.indices.flatMap { index in
        entries[index].value.mutations.map { mutation in
          var copy = entries
          copy[index].value = mutation
          return copy
        }
      }
      let shorter = entries.indices.map { index in
        entries.enumerated().filter { $0.offset != index }.map(\.element)
      }
      let stranger = YAMLEntry(
        key: "stranger", location: location,
        value: YAMLNode(content: YAMLNode.samples[0], location: location))
      return here
        + (changed + shorter + [entries + [stranger]])
        .map { YAMLNode(content: .mapping($0), location: location) }
    }
  }

  private static let samples: [Content] = {
    let texts = ["", "text", "full", "/a", "a b", "https://example.org"]
    let plain = ["~", "true", "0", "1", "-1", "3", "1.5", "70000"]
    let scalars: [Content] =
      plain.map { .scalar(YAMLScalar(text: $0, style: .plain)) }
      + texts.map { .scalar(YAMLScalar(text: $0, style: .quoted)) }
    let nodes = scalars.map { YAMLNode(content: $0, location: .start) }
    let key = YAMLEntry(key: "x", location: .start, value: nodes[9])
    return scalars + [
      .sequence([]), .sequence([nodes[9]]), .sequence([nodes[3]]), .mapping([]), .mapping([key]),
    ]
  }()
}
