package import Foundation
import IIIFBench
package import Support

extension DescriptorLoader {
  /// The name of the flag, which stands for a file in messages.
  package static let settingsFlag = "--set"

  /// The catalog with the variants that settings make, and the problems of the settings.
  ///
  /// A variant is checked like one of the descriptor's file. A problem of a setting has the flag as its
  /// file and the number of the setting as its line.
  ///
  /// - Parameters:
  ///   - settings: The settings, in the order of the command line.
  ///   - catalog: The catalog of the folder.
  ///   - directory: The folder of the descriptors.
  /// - Throws: ``ServerSelectionError`` for a server that the catalog lacks or that has errors,
  ///   ``SelectionError`` for a variant that the descriptor already has.
  package func adding(
    _ settings: [DescriptorSetting], to catalog: DescriptorCatalog, in directory: URL
  ) throws -> (catalog: DescriptorCatalog, problems: [Diagnostic]) {
    var (catalog, problems) = (catalog, [Diagnostic]())
    for label in unique(settings.map(\.label)) {
      guard let first = settings.first(where: { $0.label == label }) else { continue }
      if catalog.labels.contains(label) {
        throw SelectionError(problems: [
          "\(Self.settingsFlag) \(first.text.quoted): the descriptor of '\(first.server)' already "
            + "has a variant '\(first.variant)'; choose another name"
        ])
      }
      _ = try catalog.select([first.server])
      let file = "\(first.server).\(Self.fileExtension)"
      let listing = YAMLFolder(file: directory.appending(path: file))
      let own = settings.indices.filter { settings[$0].label == label }
        .map { (number: $0 + 1, setting: settings[$0]) }
      var variant = SettingVariant(
        settings: own, loader: self, file: listing.shown(file),
        bytes: catalog.contents[first.server] ?? [],
        folder: DescriptorFolder(
          name: first.server, url: listing.url, shownPath: listing.shownPath))
      if let descriptor = variant.descriptor() { catalog.descriptors.append(descriptor) }
      problems += variant.problems
    }
    return (catalog, problems)
  }
}

/// A variant that settings make of a descriptor's file.
///
/// The settings are appended to the text of the file, one per line, so that every problem has a place
/// in one text.
private struct SettingVariant {
  let settings: [(number: Int, setting: DescriptorSetting)]
  let loader: DescriptorLoader
  let folder: DescriptorFolder
  /// The number of lines of the file.
  private let fileLines: Int
  private let file: SourceText
  private var diagnostics: DiagnosticCollector

  init(
    settings: [(number: Int, setting: DescriptorSetting)], loader: DescriptorLoader,
    file: String, bytes: [UInt8], folder: DescriptorFolder
  ) {
    self.settings = settings
    self.loader = loader
    self.folder = folder
    self.file = SourceText(path: file, bytes: bytes)
    let newline = UInt8(ascii: "\n")
    fileLines = bytes.count { $0 == newline } + 1
    let lines = settings.map { $0.setting.text.split(separator: "\n").joined(separator: " ") }
    diagnostics = DiagnosticCollector(
      source: SourceText(
        path: file, bytes: bytes + [newline] + Array(lines.joined(separator: "\n").utf8)))
  }

  /// The variant's descriptor; nil after an error.
  mutating func descriptor() -> ServerDescriptor? {
    var ofFile = DiagnosticCollector(source: file)
    guard let first = settings.first?.setting, let root = YAMLReader.read(&ofFile) else {
      return nil
    }
    let place = SourceLocation(line: fileLines + 1, column: 1)
    let entry = YAMLEntry(key: first.variant, location: place, value: overrides(at: place))
    let shape = DescriptorSchema.root["variants"]?.value ?? .boolean
    var checker = SchemaChecker(schema: DescriptorSchema.root, diagnostics: diagnostics)
    checker.check(
      YAMLNode(content: .mapping([entry]), location: place), against: shape,
      as: .value(of: "variants"), owner: place)
    diagnostics = checker.diagnostics
    let templates = loader.check(root, override: nil, in: folder, &ofFile)
    diagnostics.variant = .init(
      name: first.variant, lines: fileLines + 1...fileLines + settings.count)
    let node = loader.node(
      of: entry, changing: root.removing(["variants"]), templates, in: folder, &diagnostics)
    diagnostics.variant = nil
    guard diagnostics.errorCount == 0 else { return nil }
    return DescriptorDecoder.descriptor(node, variant: first.variant)
  }

  /// The problems, with the flag in place of the file where they concern a setting.
  var problems: [Diagnostic] {
    diagnostics.sorted.compactMap { problem in
      var problem = problem
      guard problem.file == file.path, problem.line > fileLines else {
        return problem.severity == .error ? problem : nil
      }
      problem.file = DescriptorLoader.settingsFlag
      problem.line = settings[problem.line - fileLines - 1].number
      return problem
    }
  }

  /// The mapping of all settings.
  private mutating func overrides(at place: SourceLocation) -> YAMLNode {
    var root = YAMLNode(content: .mapping([]), location: place)
    for (index, (_, setting)) in settings.enumerated() {
      let line = fileLines + 1 + index
      let (names, rule) = setting.keys(in: DescriptorSchema.root)
      let keyColumn = setting.label.count + 2
      let valueColumn = keyColumn + setting.path.count + 1
      let value = value(
        of: setting, rule: rule, at: SourceLocation(line: line, column: valueColumn))
      let location = SourceLocation(line: line, column: keyColumn)
      if !root.insert(value, at: names[...], location: location) {
        diagnostics.error(
          "another \(DescriptorLoader.settingsFlag) already sets '\(setting.path)' or a part of it; "
            + "remove one", at: location)
      }
    }
    return root
  }

  private mutating func value(
    of setting: DescriptorSetting, rule: ValueRule?, at location: SourceLocation
  ) -> YAMLNode {
    let text = setting.value
    let isQuoted = text.first == "\"" || text.first == "'"
    if let rule, rule.takesText, !isQuoted, !["null", "~"].contains(text) {
      let isMapping = text.hasPrefix("{") && !rule.isOnlyText
      if !isMapping {
        return YAMLNode(
          content: .scalar(YAMLScalar(text: text, style: .quoted)), location: location)
      }
    }
    var reader = DiagnosticCollector(source: SourceText(path: "", text: text))
    guard let node = YAMLReader.read(&reader), reader.errorCount == 0 else {
      let reason = reader.sorted.first?.message ?? "it is empty"
      diagnostics.error("the value is not valid YAML: \(reason)", at: location)
      return YAMLNode(content: .refused, location: location)
    }
    return node.moved(to: location)
  }
}

extension ValueRule {
  /// Whether no list or mapping is valid.
  fileprivate var isOnlyText: Bool {
    if case .either = self { false } else { true }
  }
}

extension YAMLNode {
  /// The value with one place for all of its parts.
  fileprivate func moved(to location: SourceLocation) -> YAMLNode {
    switch content {
    case .scalar, .refused: return YAMLNode(content: content, location: location)
    case .sequence(let items):
      return YAMLNode(
        content: .sequence(items.map { $0.moved(to: location) }), location: location)
    case .mapping(let entries):
      return YAMLNode(
        content: .mapping(
          entries.map {
            YAMLEntry(key: $0.key, location: location, value: $0.value.moved(to: location))
          }), location: location)
    }
  }

  /// Inserts a value at a path of keys; false if the path already has a value.
  fileprivate mutating func insert(
    _ value: YAMLNode, at path: ArraySlice<String>, location: SourceLocation
  ) -> Bool {
    guard let key = path.first, case .mapping(var entries) = content else { return false }
    defer { content = .mapping(entries) }
    let rest = path.dropFirst()
    if let index = entries.firstIndex(where: { $0.key == key }) {
      guard !rest.isEmpty else { return false }
      return entries[index].value.insert(value, at: rest, location: location)
    }
    var inner = rest.isEmpty ? value : YAMLNode(content: .mapping([]), location: location)
    if !rest.isEmpty { _ = inner.insert(value, at: rest, location: location) }
    entries.append(YAMLEntry(key: key, location: location, value: inner))
    return true
  }
}
