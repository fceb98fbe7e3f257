import IIIFBench
import Support

extension DescriptorChecks {
  /// Checks that the named files and folders exist, and reads the configuration files.
  ///
  /// For a variant it checks only what the variant changes.
  package mutating func checkFiles() -> [DescriptorFolder.Template] {
    if isChanged("container"), let build = root["container"]?["build"] { checkBuild(build) }
    if root["files"] == nil, let folder = root.entry("folder") {
      diagnostics.warning("'folder' has no effect without 'files'; remove it", at: folder.location)
    }
    return isChanged("files") || isChanged("folder")
      ? (root["files"]?.items ?? []).compactMap { checkTemplate($0) }
      : override?.templates ?? []
  }

  private func isChanged(_ key: String) -> Bool {
    override.map { $0.keys.contains(key) } ?? true
  }

  private mutating func checkBuild(_ build: YAMLNode) {
    guard let context = build["context"], let name = context.text,
      TextForm.relativePath.accepts(name)
    else { return }
    guard folder.isFolder(name) else {
      return diagnostics.error(
        "the build folder '\(folder.shown(name))' does not exist", at: context.location)
    }
    guard !folder.leads(outside: name) else {
      return diagnostics.error(
        "'\(folder.shown(name))' is outside '\(folder.shown(""))'; move the build there",
        at: context.location)
    }
    let dockerfile = build["dockerfile"]?.text ?? DescriptorSchema.Standard.dockerfile
    guard TextForm.relativePath.accepts(dockerfile) else { return }
    guard folder.isFile("\(name)/\(dockerfile)") else {
      return diagnostics.error(
        "'\(folder.shown("\(name)/\(dockerfile)"))' does not exist",
        at: (build["dockerfile"] ?? context).location)
    }
    checkArguments(build, dockerfile: "\(name)/\(dockerfile)")
  }

  /// An argument that the Dockerfile does not declare has no effect.
  private mutating func checkArguments(_ build: YAMLNode, dockerfile: String) {
    guard let known = folder.dockerfile(dockerfile)?.arguments else { return }
    for entry in build["arguments"]?.entries ?? [] where !known.contains(entry.key) {
      let hint =
        nearest(entry.key, in: known).map { "did you mean '\($0)'?" }
        ?? "add the line 'ARG \(entry.key)'"
      diagnostics.error(
        "'\(folder.shown(dockerfile))' has no build argument '\(entry.key)'; \(hint)",
        at: entry.location)
    }
  }

  private mutating func checkTemplate(_ node: YAMLNode) -> DescriptorFolder.Template? {
    let home = root["folder"]?.text ?? folder.name
    guard let name = node.text, TextForm.relativePath.accepts(name),
      TextForm.relativePath.accepts(home)
    else { return nil }
    let path = "\(home)/\(name)"
    guard !folder.leads(outside: path) else {
      diagnostics.error(
        "'\(folder.shown(path))' is outside '\(folder.shown(""))'; copy the file there",
        at: node.location)
      return nil
    }
    do {
      let template = try folder.template(path)
      checkTemplate(template)
      return template
    } catch {
      diagnostics.error(
        "'\(folder.shown(path))' cannot be read: \(error.reason)", at: node.location)
      return nil
    }
  }

  /// Reports only near misses, since configuration files use braces for their own purposes.
  private mutating func checkTemplate(_ template: DescriptorFolder.Template) {
    let known = Placeholder.allCases.map(\.rawValue)
    var meant: [String: String?] = [:]
    for occurrence in template.placeholders where !known.contains(occurrence.name) {
      guard !diagnostics.isFull else { return }
      let near = meant[occurrence.name] ?? nearest(occurrence.name, in: known)
      meant[occurrence.name] = .some(near)
      guard let near else { continue }
      diagnostics.add(
        .warning, "{\(occurrence.name)} is not a placeholder; did you mean {\(near)}?",
        at: template.source.location(ofCharacter: occurrence.offset), in: template.source)
    }
  }
}
