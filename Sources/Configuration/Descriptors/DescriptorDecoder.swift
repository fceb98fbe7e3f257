package import IIIFBench
import IIIF

/// Decodes a mapping that was checked against ``DescriptorSchema``.
package enum DescriptorDecoder {
  private typealias Standard = DescriptorSchema.Standard

  package static func descriptor(_ root: YAMLNode, variant: String) -> ServerDescriptor {
    ServerDescriptor(
      name: text(root["name"]), variant: variant, title: text(root["title"]),
      homepage: text(root["homepage"]), licence: text(root["licence"]),
      version: text(root["version"]), api: api(root["api"]), sources: words(root["sources"]),
      sourceLimits: sourceLimits(root["source-limits"]),
      passesSourceThrough: root["passes-source-through"].map { words($0) },
      identifier: identifier(root["identifier"]), container: root["container"].map(container),
      process: root["process"].map(process), files: texts(root["files"]),
      folder: root["folder"]?.text,
      workers: workers(root["workers"]),
      startLimit: root["start-limit"]?.number ?? Standard.startLimit,
      startWarmUp: root["warm-up"]?["start"]?.number,
      log: root["log"].map {
        LogRules(refused: texts($0["refuse"]), expected: texts($0["expect"]))
      },
      headers: root["headers"].map { $0.entries.map { header($0.key, $0.value) } },
      jpegQuality: JPEGQuality(
        value: root["jpeg-quality"]?["value"]?.integer,
        settable: root["jpeg-quality"]?["settable"]?.boolean ?? false),
      limits: OutputLimits(
        maximumSide: root["limits"]?["maximum-side"]?.integer,
        maximumPixels: root["limits"]?["maximum-pixels"]?.integer,
        beyond: word(root["limits"]?["beyond"]),
        timeout: root["limits"]?["timeout"]?.number, queue: root["limits"]?["queue"]?.integer),
      caches: texts(root["caches"]),
      wantsCaches: root["caches"]?.text == CacheUse.wanted.rawValue,
      cacheHits: root["cache-hits"].map(cacheHits),
      fixedCaches: root["fixed-caches"].map { texts($0) },
      notes: texts(root["notes"]), remarks: root["remarks"].map { $0.items.map(remark) })
  }

  private static func cacheHits(_ node: YAMLNode) -> CacheHitRule {
    CacheHitRule(
      field: text(node["field"]),
      hits: node["values"].map { texts($0) } ?? CacheHitRule.commonHits)
  }

  private static func sourceLimits(_ node: YAMLNode?) -> [SourceLimits]? {
    node?.entries.compactMap { entry in
      SourceFamily(rawValue: entry.key).map { family in
        SourceLimits(
          family: family, lacks: Set(words(entry.value["lacks"])),
          readsJPEGCompression: entry.value["jpeg-compression"]?.boolean ?? true,
          maximumPixels: entry.value["maximum-pixels"]?.integer)
      }
    }
  }

  private static func header(_ name: String, _ node: YAMLNode) -> RequestHeader {
    let source: RequestHeader.Source =
      if let variable = node["environment"]?.text {
        .environment(variable)
      } else if let path = node["file"]?.text {
        .file(path)
      } else {
        .text(text(node))
      }
    return RequestHeader(name: name, source: source)
  }

  private static func remark(_ node: YAMLNode) -> ScopedNote {
    ScopedNote(
      text(node["note"]), sources: node["sources"].map { words($0) },
      operations: node["operations"].map { texts($0) })
  }

  private static func api(_ node: YAMLNode?) -> [APISupport] {
    APIVersion.allCases.compactMap { version in
      guard let support = node?[version.rawValue] else { return nil }
      return APISupport(
        version: version, prefix: text(support["prefix"]),
        level: support["level"]?.integer.flatMap(ComplianceLevel.init) ?? .level0,
        fullSize: word(support["full-size"]) ?? .full, extra: Set(words(support["extra"])),
        lacks: Set(words(support["lacks"])))
    }
  }

  package static func identifier(_ node: YAMLNode?) -> IdentifierRule {
    let slashes: IdentifierRule.Slashes =
      if let substitute = node?["slashes"]?["substitute"]?.text {
        .substituted(substitute)
      } else {
        (node?["slashes"]?.text ?? Standard.slashes) == "raw" ? .raw : .encoded
      }
    return IdentifierRule(
      template: text(node?["template"]), slashes: slashes,
      layout: word(node?["layout"]) ?? Standard.layout, encoding: word(node?["encoding"]),
      refuses: node?["refuses"].map { words($0) })
  }

  private static func container(_ node: YAMLNode) -> ContainerRecipe {
    ContainerRecipe(
      image: image(node), port: node["port"]?.integer ?? 0, command: texts(node["command"]),
      environment: table(node["environment"]),
      images: node["images"]?.text ?? Standard.imageFolder,
      files: node["files"]?.text ?? Standard.fileFolder, settings: settings(node))
  }

  private static func settings(_ node: YAMLNode) -> ContainerSettings? {
    let settings = ContainerSettings(
      usesInit: node["init"]?.boolean ?? true, memoryFolders: texts(node["tmpfs"]),
      checksHealth: node["healthcheck"] == nil,
      sharedMemory: node["shm-size"]?.text.flatMap(MemorySize.bytes),
      processLimits: Dictionary(
        (node["ulimits"]?.entries ?? []).compactMap { entry in
          entry.value.integer.map { (entry.key, $0) }
        }
      ) { first, _ in first })
    return settings == ContainerSettings() ? nil : settings
  }

  private static func image(_ node: YAMLNode) -> ContainerRecipe.Image {
    guard let build = node["build"] else { return .reference(text(node["image"])) }
    return .build(
      context: text(build["context"]),
      dockerfile: build["dockerfile"]?.text ?? Standard.dockerfile,
      arguments: table(build["arguments"]))
  }

  private static func process(_ node: YAMLNode) -> ProcessRecipe {
    ProcessRecipe(
      command: texts(node["command"]), environment: table(node["environment"]),
      aptPackages: texts(node["apt"]), pypiPackages: texts(node["pypi"]))
  }

  private static func workers(_ node: YAMLNode?) -> Workers {
    Workers(
      kind: word(node?["kind"]) ?? Standard.workers.kind,
      count: node?["count"]?.integer ?? Standard.workers.count)
  }

  // MARK: Scalars

  private static func text(_ node: YAMLNode?) -> String { node?.text ?? "" }

  private static func texts(_ node: YAMLNode?) -> [String] {
    node?.items.compactMap(\.text) ?? []
  }

  private static func word<Word: RawRepresentable<String>>(_ node: YAMLNode?) -> Word? {
    node?.text.flatMap(Word.init)
  }

  private static func words<Word: RawRepresentable<String>>(_ node: YAMLNode?) -> [Word] {
    texts(node).compactMap(Word.init)
  }

  private static func table(_ node: YAMLNode?) -> [String: String] {
    Dictionary(
      (node?.entries ?? []).compactMap { entry in entry.value.text.map { (entry.key, $0) } }
    ) { first, _ in first }
  }
}
