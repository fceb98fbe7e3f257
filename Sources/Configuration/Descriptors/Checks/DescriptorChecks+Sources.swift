import IIIFBench
import Support

extension DescriptorChecks {
  /// Warns of limits and notes for families that the server does not read; a variant that reads fewer
  /// families may inherit those of the others.
  package mutating func checkSources() {
    guard let sources = root["sources"]?.items.compactMap(\.text) else { return }
    let limits = isOwn("source-limits") ? root["source-limits"]?.entries ?? [] : []
    for entry in limits {
      if SourceFamily(rawValue: entry.key) != nil, !sources.contains(entry.key) {
        reportUnread(entry.key, in: "source-limits", at: entry.location)
      }
      checkCompression(of: entry)
    }
    let named =
      [("passes-source-through", root["passes-source-through"])]
      + (root["remarks"]?.items ?? []).map { ("remarks", $0["sources"]) }
    for (key, list) in named where isOwn(key) {
      for node in list?.items ?? [] {
        guard let family = node.text, SourceFamily(rawValue: family) != nil,
          !sources.contains(family)
        else { continue }
        reportUnread(family, in: key, at: node.location)
      }
    }
  }

  private func isOwn(_ key: String) -> Bool { override?.keys.contains(key) ?? true }

  private mutating func reportUnread(_ family: String, in key: String, at place: SourceLocation) {
    diagnostics.warning(
      "'\(family)' is in '\(key)', but not in 'sources'; remove it, or add it there", at: place)
  }

  /// Only pyramids come with and without JPEG compression.
  private mutating func checkCompression(of limits: YAMLEntry) {
    guard limits.key != SourceFamily.tiffPyramid.rawValue,
      let compression = limits.value.entry("jpeg-compression")
    else { return }
    diagnostics.warning(
      "'jpeg-compression' has no effect on '\(limits.key)'; it is for 'tiff-pyramid'",
      at: compression.location)
  }

  /// Refuses folders in memory that hide images or files.
  package mutating func checkMemoryFolders() {
    guard let container = root["container"] else { return }
    typealias Standard = DescriptorSchema.Standard
    let mounts = [
      container["images"]?.text ?? Standard.imageFolder,
      container["files"]?.text ?? Standard.fileFolder,
    ]
    for node in container["tmpfs"]?.items ?? [] {
      guard let folder = node.text else { continue }
      if let hidden = mounts.first(where: { "\($0)/".hasPrefix("\(folder)/") }) {
        diagnostics.error(
          "the folder in memory at \(folder.quoted) hides \(hidden.quoted); move one of them",
          at: node.location)
      }
    }
  }
}
