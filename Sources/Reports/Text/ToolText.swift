import Results

/// Describes the program that wrote a result.
enum ToolText {
  /// `iiif-bench 1.2.3, libcurl/7.88.1, Swift 6.3, debug build`.
  static func text(_ tool: ToolRecord) -> String {
    "\(tool.name) \(tool.version), \(tool.libcurl), Swift \(tool.swift), "
      + "\(tool.build.rawValue) build"
  }
}
