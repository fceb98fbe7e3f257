package import Support

/// A descriptor's text, to be copied under another name.
package struct DescriptorCopy {
  private let source: SourceText
  private let root: YAMLNode

  /// Reads the text as far as it takes to find its keys.
  ///
  /// - Throws: ``DescriptorSkeletonError`` when it is no YAML.
  package init(_ source: SourceText) throws(DescriptorSkeletonError) {
    var diagnostics = DiagnosticCollector(source: source)
    guard let root = YAMLReader.read(&diagnostics), diagnostics.errorCount == 0 else {
      throw DescriptorSkeletonError(
        problems: ["'\(source.path)' has errors; run 'iiif-bench validate'"])
    }
    self.source = source
    self.root = root
  }

  /// The text with another name, and with the folder of the model's files where there are any.
  ///
  /// - Throws: ``DescriptorSkeletonError`` when the name does not stand in a line of its own.
  package func text(named name: String, model: String) throws(DescriptorSkeletonError) -> String {
    let text = String(decoding: source.bytes, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let entry = root.entry("name"), entry.location.column == 1,
      entry.location.line == entry.value.location.line
    else {
      throw DescriptorSkeletonError(
        problems: ["'\(source.path)' has no line with its 'name', so that it cannot be copied"])
    }
    let index = entry.location.line - 1
    lines[index] = "name: \(name)"
    let needsFolder = root["files"]?.items.isEmpty == false && root["folder"] == nil
    if needsFolder { lines.insert("folder: \(model)", at: index + 1) }
    return lines.joined(separator: "\n")
  }
}
