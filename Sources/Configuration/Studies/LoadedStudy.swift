package import IIIFBench
package import Support

/// A study and its file, so that later checks can point into it.
package struct LoadedStudy: Sendable {
  /// The study.
  package let study: Study

  package let root: YAMLNode
  package let source: SourceText

  package init(study: Study, root: YAMLNode, source: SourceText) {
    self.study = study
    self.root = root
    self.source = source
  }

  /// Errors about unknown servers, unknown operations and invalid options.
  ///
  /// - Parameters:
  ///   - servers: The labels of all servers, from ``DescriptorCatalog/labels``.
  ///   - invalid: The names of servers whose descriptors have errors; they are not reported.
  ///   - operations: All operations.
  package func diagnostics(
    servers: [String], invalid: [String] = [], operations: [any ImageOperation.Type]
  ) -> [Diagnostic] {
    var diagnostics = DiagnosticCollector(source: source)
    for node in root["servers"]?.items ?? [] {
      guard let label = node.text, !servers.contains(label),
        !invalid.contains(String(label.prefix { $0 != "@" }))
      else { continue }
      diagnostics.error(
        unknownName(
          "server", label, among: servers.filter { !$0.contains("@") || label.contains("@") }),
        at: node.location)
    }
    for node in root["operations"]?.items ?? [] {
      guard let name = node.text ?? node.entries.first?.key else { continue }
      guard let operation = operations.first(where: { $0.name == name }) else {
        diagnostics.error(
          unknownName("operation", name, among: operations.map { $0.name }), at: node.location)
        continue
      }
      check(node, of: operation, among: operations, &diagnostics)
    }
    return diagnostics.sorted
  }

  private func check(
    _ node: YAMLNode, of operation: any ImageOperation.Type,
    among operations: [any ImageOperation.Type],
    _ diagnostics: inout DiagnosticCollector
  ) {
    let entries = node.entries.first?.value.entries ?? []
    let texts = Dictionary(entries.map { ($0.key, $0.value.text ?? "") }) { first, _ in first }
    do {
      _ = try OptionValues(texts, for: operation.options, among: operations)
    } catch {
      for problem in error.problems {
        let entry = entries.first { $0.key == problem.option }
        switch problem {
        case .unknown(let name, let known):
          diagnostics.error(
            unknownName("option", name, of: operation.name, among: known),
            at: entry?.location ?? node.location)
        case .invalid, .missing, .share:
          diagnostics.error(
            OptionError(problems: [problem]).description,
            at: entry?.value.location ?? node.location)
        }
      }
    }
  }
}
