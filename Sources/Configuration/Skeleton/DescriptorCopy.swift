package import Support

/// Copies a descriptor's text under another name.
package struct DescriptorCopy {
  private let source: SourceText
  private let root: YAMLNode

  /// Parses the text.
  ///
  /// - Throws: ``DescriptorSkeletonError`` if it is not valid YAML.
  package init(_ source: SourceText) throws(DescriptorSkeletonError) {
    var diagnostics = DiagnosticCollector(source: source)
    guard let root = YAMLReader.read(&diagnostics), diagnostics.errorCount == 0 else {
      throw DescriptorSkeletonError(
        problems: ["'\(source.path)' has errors; run 'iiif-bench validate'"])
    }
    self.source = source
    self.root = root
  }

  /// The text with another name and, if the model has files, with the folder of those files.
  ///
  /// - Throws: ``DescriptorSkeletonError`` if the name is not on a line of its own.
  package func text(named name: String, model: String) throws(DescriptorSkeletonError) -> String {
    let text = String(decoding: source.bytes, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let entry = root.entry("name"), entry.location.column == 1,
      entry.location.line == entry.value.location.line
    else {
      throw DescriptorSkeletonError(
        problems: ["'\(source.path)' cannot be copied: its 'name' is not on a line of its own"])
    }
    let index = entry.location.line - 1
    lines[index] = "name: \(name)"
    let needsFolder = root["files"]?.items.isEmpty == false && root["folder"] == nil
    if needsFolder { lines.insert("folder: \(model)", at: index + 1) }
    return lines.joined(separator: "\n")
  }
}
