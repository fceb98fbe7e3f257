package import Support
import IIIF

/// Checks of a descriptor beyond its schema: contradictions, missing files, and settings that make a
/// comparison doubtful.
///
/// The checks use nodes instead of a decoded descriptor, so that they also work on a file with other
/// problems.
package struct DescriptorChecks {
  /// The keys that a variant changes, and the configuration files of the default variant.
  package struct Override {
    package var keys: [String]
    package var templates: [DescriptorFolder.Template]
  }

  package let root: YAMLNode
  package let folder: DescriptorFolder
  /// Nil for the default variant.
  package let override: Override?
  package var diagnostics: DiagnosticCollector

  package init(
    root: YAMLNode, folder: DescriptorFolder, override: Override? = nil,
    diagnostics: DiagnosticCollector
  ) {
    self.root = root
    self.folder = folder
    self.override = override
    self.diagnostics = diagnostics
  }

  /// Runs all checks and returns the readable configuration files.
  package mutating func run() -> [DescriptorFolder.Template] {
    checkName()
    checkRecipes()
    checkMemoryFolders()
    checkVersions()
    checkSources()
    checkIdentifier()
    checkLimits()
    let templates = checkFiles()
    checkPlaceholders(templates)
    checkPorts(templates)
    return templates
  }

  private mutating func checkName() {
    guard let entry = root.entry("name"), let name = entry.value.text else { return }
    if name == DescriptorCatalog.everything {
      diagnostics.error(
        "'\(name)' stands for all servers; choose another name", at: entry.value.location)
    } else if name != folder.name {
      diagnostics.error(
        "'name' is \(name.quoted), but the file is named \(folder.name.quoted); rename one of them",
        at: entry.value.location)
    }
  }

  // MARK: Recipes

  private mutating func checkRecipes() {
    if let container = root["container"] {
      if let image = container["image"] { checkReference(image) }
      checkMounts(container)
    }
    for requirement in root["process"]?["pypi"]?.items ?? [] {
      guard let text = requirement.text, !pinsVersion(text) else { continue }
      diagnostics.warning(
        "\(text.quoted) has no fixed version; write \(text)==VERSION, so that a run can be repeated",
        at: requirement.location)
    }
  }

  /// Whether a PyPI requirement has `==`.
  private func pinsVersion(_ requirement: String) -> Bool {
    zip(requirement.utf8, requirement.utf8.dropFirst())
      .contains { $0 == UInt8(ascii: "=") && $1 == UInt8(ascii: "=") }
  }

  /// Warns about a reference that does not pin a version; a digest always does.
  private mutating func checkReference(_ image: YAMLNode) {
    guard let reference = image.text, !reference.utf8.contains(UInt8(ascii: "@")) else { return }
    let name = reference.utf8.split(separator: UInt8(ascii: "/")).last ?? reference.utf8[...]
    guard let colon = name.lastIndex(of: UInt8(ascii: ":")) else {
      return diagnostics.warning(
        "\(reference.quoted) has no tag; name a version, so that a run can be repeated",
        at: image.location)
    }
    let tag = reference[name.index(after: colon)...]
    if !tag.contains(where: \.isNumber) {
      diagnostics.warning(
        "the tag '\(tag)' changes; name a version, so that a run can be repeated",
        at: image.location)
    }
  }

  private mutating func checkMounts(_ container: YAMLNode) {
    typealias Standard = DescriptorSchema.Standard
    guard let entry = container.entry("files") ?? container.entry("images") else { return }
    let images = container["images"]?.text ?? Standard.imageFolder
    let files = container["files"]?.text ?? Standard.fileFolder
    if images == files {
      diagnostics.error(
        "images and files are both mounted at \(images.quoted); move one of them",
        at: entry.value.location)
    } else if "\(files)/".hasPrefix("\(images)/") || "\(images)/".hasPrefix("\(files)/") {
      diagnostics.error(
        "images at \(images.quoted) and files at \(files.quoted) are mounted into each other; "
          + "move one of them",
        at: entry.value.location)
    }
  }

  // MARK: Image API

  private mutating func checkVersions() {
    let versions = (root["api"]?.entries ?? []).compactMap { entry in
      APIVersion(rawValue: entry.key).map { (version: $0, entry: entry) }
    }
    for (index, current) in versions.enumerated() {
      for earlier in versions[..<index] {
        if earlier.version.major == current.version.major {
          diagnostics.error(
            "'\(earlier.entry.key)' and '\(current.entry.key)' have the same major version "
              + "\(current.version.major); keep one of them",
            at: current.entry.location)
        } else if let prefix = current.entry.value["prefix"], let text = prefix.text,
          text == earlier.entry.value["prefix"]?.text
        {
          diagnostics.error(
            "'\(earlier.entry.key)' and '\(current.entry.key)' have the same prefix, so requests "
              + "cannot select a version",
            at: prefix.location)
        }
      }
      checkPrefix(current.entry.value, of: current.version)
      checkFullSize(current.entry.value, in: current.version)
      checkFeatures(current.entry.value, in: current.version)
    }
  }

  private mutating func checkFullSize(_ support: YAMLNode, in version: APIVersion) {
    guard let node = support["full-size"], let token = node.text else { return }
    if version == .v20, token == FullSizeToken.max.rawValue {
      diagnostics.error("Image API 2.0 does not define 'max'; write full", at: node.location)
    } else if version.major == 3, token == FullSizeToken.full.rawValue {
      diagnostics.warning(
        "Image API 3.0 does not define 'full'; write max unless the server accepts only full",
        at: node.location)
    }
  }

  private mutating func checkFeatures(_ support: YAMLNode, in version: APIVersion) {
    let extra = support["extra"]?.items ?? []
    let lacks = support["lacks"]?.items ?? []
    guard !extra.isEmpty || !lacks.isEmpty, let number = support["level"]?.integer,
      let level = ComplianceLevel(rawValue: number)
    else { return }
    let required = level.features(in: version)
    for node in extra {
      guard let feature = node.text.flatMap(Feature.init), required.contains(feature) else {
        continue
      }
      diagnostics.warning(
        "level \(number) of Image API \(version.rawValue) already includes '\(feature.rawValue)'; "
          + "remove it from 'extra'",
        at: node.location)
    }
    for node in lacks {
      guard let feature = node.text.flatMap(Feature.init), !required.contains(feature) else {
        continue
      }
      diagnostics.warning(
        "level \(number) of Image API \(version.rawValue) does not include "
          + "'\(feature.rawValue)'; remove it from 'lacks'",
        at: node.location)
    }
  }

  // MARK: Limits

  private mutating func checkLimits() {
    guard let limits = root.entry("limits") else { return }
    let maximum = limits.value.entry("maximum-side") ?? limits.value.entry("maximum-pixels")
    if let maximum, limits.value["beyond"] == nil {
      diagnostics.error(
        "'\(maximum.key)' requires 'beyond'; add 'beyond: shrink' or 'beyond: refuse'",
        at: maximum.location)
    }
    if maximum == nil, let beyond = limits.value.entry("beyond") {
      diagnostics.error(
        "'beyond' requires a limit; add 'maximum-side' or 'maximum-pixels'", at: beyond.location)
    }
  }
}
