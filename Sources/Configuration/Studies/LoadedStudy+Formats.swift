package import ChildProcess
package import IIIFBench
package import Support

extension LoadedStudy {
  /// Warnings about formats that no server of the study reads or that this machine cannot encode.
  ///
  /// - Parameters:
  ///   - servers: The study's servers.
  ///   - missingEncoder: The program that encodes a format if it is not installed, otherwise nil.
  package func formatDiagnostics(
    servers: [ServerDescriptor], missingEncoder: (SourceFormat) -> ExternalProgram?
  ) -> [Diagnostic] {
    var diagnostics = DiagnosticCollector(source: source)
    let families = Set(servers.flatMap(\.sources))
    let names = (root["formats"]?.items ?? []).compactMap { node in
      node.text.flatMap(SourceFormat.init(name:)).map { (format: $0, place: node.location) }
    }
    for (format, place) in names where !servers.isEmpty && !families.contains(format.family) {
      diagnostics.warning(
        "no server of the study reads \(format.family.rawValue); remove '\(format.name)'",
        at: place)
    }
    let everything = root["formats"]?.text == nil ? [] : study.formats
    let places =
      names + everything.map { ($0, root["formats"]?.location ?? .start) }
    for (format, place) in places where families.contains(format.family) {
      guard let encoder = missingEncoder(format) else { continue }
      diagnostics.warning(
        "'\(format.name)' requires \(encoder.name), which is not installed; "
          + "it is in the Debian package \(encoder.package)", at: place)
    }
    return diagnostics.sorted
  }
}
