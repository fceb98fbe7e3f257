import IIIFBench
import Support

extension DescriptorChecks {
  /// The placeholders of an identifier's template.
  package static let templateNames = ["path", "directory", "name", "extension", "index"]

  // MARK: Identifier

  package mutating func checkIdentifier() {
    guard let template = root["identifier"]?["template"], let text = template.text else { return }
    let occurrences = Placeholder.occurrences(in: text)
    for occurrence in occurrences where !Self.templateNames.contains(occurrence.name) {
      guard !diagnostics.isFull else { return }
      reportUnknown(occurrence, in: template, known: Self.templateNames)
    }
    let names = Set(occurrences.map(\.name))
    if names.isDisjoint(with: ["path", "name", "index"]) {
      diagnostics.error(
        "every image would get the identifier \(text.quoted); use {path}, {name} or {index}",
        at: template.location)
    }
    let isFlat = root["identifier"]?["layout"]?.text == IdentifierRule.Layout.flat.rawValue
    if isFlat, let directory = occurrences.first(where: { $0.name == "directory" }) {
      diagnostics.warning(
        "{directory} is always empty with 'layout: flat'; remove it",
        at: place(of: directory, in: template))
    }
  }

  // MARK: Launch

  /// Checks the placeholders in commands, environment variables and configuration files.
  package mutating func checkPlaceholders(_ templates: [DescriptorFolder.Template]) {
    var everywhere = usedNames(in: templates)
    let recipes = [root.entry("container"), root.entry("process")].compactMap { $0 }
    for recipe in recipes {
      let texts = launchTexts(of: recipe.value)
      let own = checkLaunchTexts(texts)
      if recipe.key == "process" {
        checkProcess(recipe, names: own.union(usedNames(in: templates)), templates: templates)
      }
      everywhere.formUnion(own)
    }
    guard !recipes.isEmpty else { return }
    checkQuality(everywhere)
    checkWorkers(everywhere)
    checkRules(everywhere)
  }

  /// The placeholders of a recipe's texts; unknown ones are reported.
  private mutating func checkLaunchTexts(_ nodes: [YAMLNode]) -> Set<String> {
    let known = Placeholder.allCases.map(\.rawValue)
    var names: Set<String> = []
    for node in nodes {
      guard let text = node.text, text.utf8.contains(UInt8(ascii: "{")) else { continue }
      for occurrence in Placeholder.occurrences(in: text) {
        guard !diagnostics.isFull else { return names }
        names.insert(occurrence.name)
        if !known.contains(occurrence.name) {
          reportUnknown(occurrence, in: node, known: known)
        } else if occurrence.name == Placeholder.files.rawValue, root["files"] == nil {
          diagnostics.error(
            "{files} is used, but the descriptor has no 'files'",
            at: place(of: occurrence, in: node))
        } else {
          checkQualityIsKnown(occurrence, in: node)
        }
      }
    }
    return names
  }

  private mutating func checkQualityIsKnown(_ occurrence: Placeholder.Occurrence, in node: YAMLNode)
  {
    guard occurrence.name == Placeholder.quality.rawValue, root["jpeg-quality"]?["value"] == nil
    else { return }
    diagnostics.error(
      "{quality} is used, but 'jpeg-quality' has no 'value'", at: place(of: occurrence, in: node))
  }

  private mutating func checkProcess(
    _ process: YAMLEntry, names: Set<String>, templates: [DescriptorFolder.Template]
  ) {
    let filesAreThere = templates.count == root["files"]?.items.count ?? 0
    let known = Placeholder.allCases.map(\.rawValue)
    let isMisspelt = names.contains { !known.contains($0) && nearest($0, in: known) != nil }
    guard filesAreThere, !isMisspelt, let command = process.value["command"],
      !command.items.isEmpty
    else { return }
    if !names.contains(Placeholder.port.rawValue) {
      diagnostics.error(
        "the process does not get its port; use {port} in the command, the environment or a file",
        at: command.location)
    }
    if !names.contains(Placeholder.images.rawValue) {
      diagnostics.warning(
        "the process does not get the image folder; use {images} in the command, the "
          + "environment or a file",
        at: command.location)
    }
  }

  private mutating func checkQuality(_ names: Set<String>) {
    guard let settable = root["jpeg-quality"]?.entry("settable"),
      let isSettable = settable.value.boolean
    else { return }
    let isUsed = names.contains(Placeholder.quality.rawValue)
    if isSettable, !isUsed {
      diagnostics.warning(
        "'settable' is true, but {quality} is not used",
        at: settable.value.location)
    } else if !isSettable, isUsed {
      diagnostics.warning(
        "{quality} is used, but 'settable' is false", at: settable.value.location)
    }
  }

  /// Warns about a variant whose number of workers does not reach the server.
  private mutating func checkWorkers(_ names: Set<String>) {
    guard let variant = diagnostics.variant, let count = root["workers"]?.entry("count"),
      variant.lines.contains(count.location.line),
      !names.contains(Placeholder.workers.rawValue)
    else { return }
    diagnostics.warning(
      "the variant changes the number of workers, but {workers} is not used",
      at: count.value.location)
  }

  /// Rules require identifiers that determine the file's path.
  private mutating func checkRules(_ names: Set<String>) {
    let rules = [Placeholder.identifierPattern, .identifierPath].filter {
      names.contains($0.rawValue)
    }
    guard let rule = rules.first, let template = root["identifier"]?["template"],
      IdentifierPattern(DescriptorDecoder.identifier(root["identifier"]), extensions: ["jpg"])
        == nil
    else { return }
    diagnostics.error(
      "{\(rule.rawValue)} is used, but these identifiers do not determine the file's path; use "
        + "{path}, or {directory} and {name}, without a substitute for slashes",
      at: template.location)
  }

  /// The texts of a recipe that may contain placeholders.
  private func launchTexts(of recipe: YAMLNode) -> [YAMLNode] {
    (recipe["command"]?.items ?? []) + (recipe["environment"]?.entries ?? []).map(\.value)
  }

  private func usedNames(in templates: [DescriptorFolder.Template]) -> Set<String> {
    Set(templates.flatMap(\.placeholders).map(\.name))
  }

  // MARK: Places

  private mutating func reportUnknown(
    _ occurrence: Placeholder.Occurrence, in node: YAMLNode, known: [String]
  ) {
    let hint =
      nearest(occurrence.name, in: known).map { "did you mean {\($0)}?" }
      ?? "known are \(known.map { "{\($0)}" }.joined(separator: ", "))"
    diagnostics.error(
      "unknown placeholder {\(occurrence.name)}; \(hint)",
      at: place(of: occurrence, in: node))
  }

  /// The place of a placeholder in the file.
  ///
  /// In block scalars and after escapes it is the place of the whole value.
  private func place(of occurrence: Placeholder.Occurrence, in node: YAMLNode) -> SourceLocation {
    guard let text = node.text else { return node.location }
    let line = diagnostics.source.line(node.location.line).unicodeScalars
      .dropFirst(node.location.column - 1)
    let quotes = line.first == "\"" || line.first == "'" ? 1 : 0
    guard line.dropFirst(quotes).starts(with: text.unicodeScalars) else { return node.location }
    let before = text.prefix(occurrence.offset).unicodeScalars.count
    return SourceLocation(
      line: node.location.line, column: node.location.column + quotes + before)
  }
}
