import IIIF
package import IIIFBench
package import Support
package import Foundation

/// Loads descriptors and reports all of their problems.
package struct DescriptorLoader: Sendable {
  /// The maximum number of variants of a descriptor.
  package static let maximumVariants = 100

  /// The file extension of descriptors and studies.
  package static let fileExtension = "yaml"

  /// Creates a loader.
  package init() {}

  /// The JSON Schema of descriptors, for editors.
  ///
  /// It contains the rules for single keys and values. Only the loader checks rules that involve other
  /// files or several keys.
  package static func jsonSchema() -> String {
    JSONSchema.text(of: DescriptorSchema.root, title: "A server for iiif-bench")
  }

  /// Loads every descriptor of a folder, on all processors.
  ///
  /// A folder that cannot be read is an error.
  package func load(directory: URL) -> DescriptorCatalog {
    load(directories: [directory])
  }

  /// Loads every descriptor of several folders; names must be unique among them.
  package func load(directories: [URL]) -> DescriptorCatalog {
    var loaded: [Loaded] = []
    var problems: [Diagnostic] = []
    for directory in directories {
      do {
        let listing = try YAMLFolder(directory)
        loaded += concurrently(listing.files) { load($0, in: listing) }
        problems += listing.problems
      } catch {
        problems.append(error.diagnostic)
      }
    }
    return DescriptorCatalog(loaded: loaded, problems: problems)
  }

  /// Loads one descriptor; the files that it names are relative to its folder.
  package func load(file: URL) -> DescriptorCatalog {
    let listing = YAMLFolder(file: file)
    return DescriptorCatalog(
      loaded: listing.files.map { load($0, in: listing) }, problems: listing.problems)
  }

  /// The servers and problems of a file.
  package struct Loaded: Sendable {
    package var name: String
    /// The place of the name.
    package var place: Diagnostic?
    package var bytes: [UInt8] = []
    package var descriptors: [ServerDescriptor] = []
    package var diagnostics: [Diagnostic]
  }

  /// Loads a file of a folder.
  package func load(_ file: String, in listing: YAMLFolder) -> Loaded {
    let name = String(file.dropLast(Self.fileExtension.count + 1))
    do {
      let bytes = try readFile(listing.url.appending(path: file), upTo: YAMLReader.maximumBytes)
      let folder = DescriptorFolder(
        name: name, url: listing.url, shownPath: listing.shownPath)
      var loaded = decode(SourceText(path: listing.shown(file), bytes: bytes), in: folder)
      loaded.bytes = bytes
      return loaded
    } catch {
      let message = "the file cannot be read: \(error.reason)"
      return Loaded(
        name: name, diagnostics: [Diagnostic(file: listing.shown(file), message: message)])
    }
  }

  /// Decodes the servers of a descriptor's text.
  package func decode(_ source: SourceText, in folder: DescriptorFolder) -> Loaded {
    var diagnostics = DiagnosticCollector(source: source)
    var loaded = Loaded(name: folder.name, diagnostics: [])
    if let root = YAMLReader.read(&diagnostics) {
      loaded.place = place(ofNameIn: root, source)
      let templates = check(root, override: nil, in: folder, &diagnostics)
      let variants = variants(of: root, templates, in: folder, &diagnostics)
      if diagnostics.errorCount == 0 {
        loaded.descriptors = [
          DescriptorDecoder.descriptor(root, variant: ServerDescriptor.defaultVariant)
        ]
        loaded.descriptors += variants.map {
          DescriptorDecoder.descriptor($0.node, variant: $0.name)
        }
      }
    }
    loaded.diagnostics = diagnostics.sorted
    return loaded
  }

  private func place(ofNameIn root: YAMLNode, _ source: SourceText) -> Diagnostic {
    let location = root["name"]?.location ?? .start
    return Diagnostic(
      file: source.path, line: location.line, column: location.column, message: "",
      sourceLine: source.line(location.line))
  }

  /// The descriptor of each variant.
  private func variants(
    of root: YAMLNode, _ templates: [DescriptorFolder.Template], in folder: DescriptorFolder,
    _ diagnostics: inout DiagnosticCollector
  ) -> [(name: String, node: YAMLNode)] {
    guard let variants = root.entry("variants") else { return [] }
    guard variants.value.entries.count <= Self.maximumVariants else {
      diagnostics.error(
        "a descriptor may have at most \(Self.maximumVariants) variants", at: variants.location)
      return []
    }
    let base = root.removing([variants.key])
    return variants.value.entries.compactMap { variant in
      guard variant.value.isMapping else { return nil }
      diagnostics.variant = .init(
        name: variant.key, lines: variant.location.line...variant.value.lastLine)
      let node = node(of: variant, changing: base, templates, in: folder, &diagnostics)
      diagnostics.variant = nil
      return (variant.key, node)
    }
  }

  /// Applies a variant to the descriptor without its variants, and checks the result.
  func node(
    of variant: YAMLEntry, changing base: YAMLNode, _ templates: [DescriptorFolder.Template],
    in folder: DescriptorFolder, _ diagnostics: inout DiagnosticCollector
  ) -> YAMLNode {
    let overrides = variant.value.removing(DescriptorSchema.fixedKeys)
    let node = merged(base, with: overrides)
    let override = DescriptorChecks.Override(
      keys: overrides.entries.map(\.key), templates: templates)
    _ = check(node, override: override, in: folder, &diagnostics)
    checkVariant(variant, changing: base, into: node, &diagnostics)
    return node
  }

  func check(
    _ node: YAMLNode, override: DescriptorChecks.Override?, in folder: DescriptorFolder,
    _ diagnostics: inout DiagnosticCollector
  ) -> [DescriptorFolder.Template] {
    var schema = SchemaChecker(schema: DescriptorSchema.root, diagnostics: diagnostics)
    if let override {
      schema.check(node, changed: override.keys)
    } else {
      schema.check(node)
    }
    guard node.isMapping else {
      diagnostics = schema.diagnostics
      return []
    }
    var checks = DescriptorChecks(
      root: node, folder: folder, override: override, diagnostics: schema.diagnostics)
    let templates = checks.run()
    diagnostics = checks.diagnostics
    return templates
  }

  private func checkVariant(
    _ variant: YAMLEntry, changing base: YAMLNode, into node: YAMLNode,
    _ diagnostics: inout DiagnosticCollector
  ) {
    if variant.key == ServerDescriptor.defaultVariant {
      diagnostics.error(
        "'\(variant.key)' is the descriptor without overrides; choose another name",
        at: variant.location)
    }
    let isSame = variant.value.entries.allSatisfy { override in
      switch (base[override.key], node[override.key]) {
      case (nil, nil): true
      case (let before?, let after?): before.hasSameContent(as: after)
      default: false
      }
    }
    if isSame {
      diagnostics.warning("the variant '\(variant.key)' changes nothing", at: variant.location)
    }
  }
}

extension DescriptorCatalog {
  /// Combines the servers of files; a name that a previous file has is an error.
  package init(loaded: [DescriptorLoader.Loaded], problems: [Diagnostic]) {
    self.init(descriptors: [], invalidNames: [], diagnostics: problems, contents: [:])
    var first: [String: String] = [:]
    for file in loaded {
      diagnostics += file.diagnostics
      if file.diagnostics.hasErrors { invalidNames.append(file.name) }
      if let earlier = first[file.name], var place = file.place {
        place.message =
          "'\(earlier)' already defines a server '\(file.name)'; rename one of them"
        diagnostics.append(place)
        continue
      }
      first[file.name] = file.place?.file
      descriptors += file.descriptors
      contents[file.name] = file.bytes
    }
  }
}

extension YAMLNode {
  /// The mapping without some of its keys.
  func removing(_ keys: [String]) -> YAMLNode {
    YAMLNode(content: .mapping(entries.filter { !keys.contains($0.key) }), location: location)
  }

  /// The line in which the last value starts.
  fileprivate var lastLine: Int {
    max(location.line, items.last?.lastLine ?? 1, entries.last?.value.lastLine ?? 1)
  }
}
