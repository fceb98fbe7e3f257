extension LoadedStudy {
  /// Formats that none of the study's servers reads, and such as this machine has no encoder for.
  ///
  /// - Parameters:
  ///   - servers: The study's servers.
  ///   - isInstalled: Whether a program is there.
  func formatDiagnostics(
    servers: [ServerDescriptor], isInstalled: (ExternalProgram) -> Bool
  ) -> [Diagnostic] {
    var diagnostics = DiagnosticCollector(source: source)
    let families = Set(servers.flatMap(\.sources))
    let names = (root["formats"]?.items ?? []).compactMap { node in
      node.text.flatMap(SourceFormat.init(name:)).map { (format: $0, place: node.location) }
    }
    for (format, place) in names where !servers.isEmpty && !families.contains(format.family) {
      diagnostics.warning(
        "none of the study's servers reads \(format.family.rawValue); remove '\(format.name)'",
        at: place)
    }
    let everything = root["formats"]?.text == nil ? [] : study.formats
    let places =
      names + everything.map { ($0, root["formats"]?.location ?? .start) }
    for (format, place) in places where families.contains(format.family) {
      let encoder = ConversionRecipe.encoder(of: format)
      guard !isInstalled(encoder) else { continue }
      diagnostics.warning(
        "'\(format.name)' is made by \(encoder.name), which is not installed here; "
          + "it comes with the Debian package \(encoder.package)", at: place)
    }
    return diagnostics.sorted
  }
}
