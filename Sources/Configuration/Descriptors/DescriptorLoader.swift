import IIIF
package import IIIFBench
package import Support
package import Foundation

/// Reads descriptors and reports everything that is wrong with them; it starts nothing.
package struct DescriptorLoader: Sendable {
  /// The most variants of a descriptor.
  package static let maximumVariants = 100

  /// The extension of descriptors.
  package static let fileExtension = "yaml"

  /// Creates a loader.
  package init() {}

  /// The JSON Schema of descriptors, which editors complete and check them by.
  ///
  /// It knows what the loader knows of keys and values. What takes other files or a second key to
  /// tell is the loader's alone.
  package static func jsonSchema() -> String {
    JSONSchema.text(of: DescriptorSchema.root, title: "A server for iiif-bench")
  }

  /// Reads every descriptor of a folder, on all processors.
  ///
  /// Messages show the folder's path as it was given. A folder that cannot be read is an error.
  package func load(directory: URL) -> DescriptorCatalog {
    load(directories: [directory])
  }

  /// Reads every descriptor of several folders, among which a name may occur once.
  package func load(directories: [URL]) -> DescriptorCatalog {
    var loaded: [Loaded] = []
    var problems: [Diagnostic] = []
    for directory in directories {
      do {
        let listing = try YAMLFolder(
          path: directory.path(percentEncoded: false), shownAs: directory.relativePath)
        loaded += concurrently(listing.files) { load($0, in: listing) }
        problems += listing.problems
      } catch {
        problems.append(error.diagnostic)
      }
    }
    return DescriptorCatalog(loaded: loaded, problems: problems)
  }

  /// Reads one descriptor; the folder around it is where its own files are looked for.
  package func load(file: URL) -> DescriptorCatalog {
    let folder = file.deletingLastPathComponent()
    let listing = YAMLFolder(
      file: file.lastPathComponent, in: folder.path(percentEncoded: false),
      shownAs: folder.relativePath)
    return DescriptorCatalog(
      loaded: listing.files.map { load($0, in: listing) }, problems: listing.problems)
  }

  /// A file's servers and problems.
  package struct Loaded: Sendable {
    package var name: String
    /// Where the name stands.
    package var place: Diagnostic?
    package var bytes: [UInt8] = []
    package var descriptors: [ServerDescriptor] = []
    package var diagnostics: [Diagnostic]
  }

  /// Reads a file of a folder.
  package func load(_ file: String, in listing: YAMLFolder) -> Loaded {
    let name = String(file.dropLast(Self.fileExtension.count + 1))
    do {
      let bytes = try readFile("\(listing.path)/\(file)", upTo: YAMLReader.maximumBytes)
      let folder = DescriptorFolder(
        name: name, path: listing.path, shownPath: listing.shownPath)
      var loaded = decode(SourceText(path: listing.shown(file), bytes: bytes), in: folder)
      loaded.bytes = bytes
      return loaded
    } catch {
      let message = "the file cannot be read: \(error.reason)"
      return Loaded(
        name: name, diagnostics: [Diagnostic(file: listing.shown(file), message: message)])
    }
  }

  /// The servers of a descriptor's text.
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

  /// What each variant makes of the descriptor.
  private func variants(
    of root: YAMLNode, _ templates: [DescriptorFolder.Template], in folder: DescriptorFolder,
    _ diagnostics: inout DiagnosticCollector
  ) -> [(name: String, node: YAMLNode)] {
    guard let variants = root.entry("variants") else { return [] }
    guard variants.value.entries.count <= Self.maximumVariants else {
      diagnostics.error(
        "a descriptor may have up to \(Self.maximumVariants) variants", at: variants.location)
      return []
    }
    let base = root.removing([variants.key])
    return variants.value.entries.compactMap { variant in
      guard variant.value.isMapping else { return nil }
      let overrides = variant.value.removing(DescriptorSchema.fixedKeys)
      let node = merged(base, with: overrides)
      diagnostics.variant = .init(
        name: variant.key, lines: variant.location.line...variant.value.lastLine)
      let override = DescriptorChecks.Override(
        keys: overrides.entries.map(\.key), templates: templates)
      _ = check(node, override: override, in: folder, &diagnostics)
      diagnostics.variant = nil
      checkVariant(variant, changing: base, into: node, &diagnostics)
      return (variant.key, node)
    }
  }

  private func check(
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
  /// Puts the files' servers together; of several files of one name, all but the first are wrong.
  package init(loaded: [DescriptorLoader.Loaded], problems: [Diagnostic]) {
    self.init(descriptors: [], invalidNames: [], diagnostics: problems, contents: [:])
    var first: [String: String] = [:]
    for file in loaded {
      diagnostics += file.diagnostics
      if file.diagnostics.hasErrors { invalidNames.append(file.name) }
      if let earlier = first[file.name], var place = file.place {
        place.message =
          "there is a server '\(file.name)' in '\(earlier)' already; rename one of them"
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
  fileprivate func removing(_ keys: [String]) -> YAMLNode {
    YAMLNode(content: .mapping(entries.filter { !keys.contains($0.key) }), location: location)
  }

  /// The line in which the last value of all begins.
  fileprivate var lastLine: Int {
    max(location.line, items.last?.lastLine ?? 1, entries.last?.value.lastLine ?? 1)
  }
}
