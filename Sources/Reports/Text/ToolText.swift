import Results

/// Words the program that made a result.
enum ToolText {
  /// `iiif-bench 1.2.3, libcurl/7.88.1, Swift 6.3, debug build`.
  static func text(_ tool: ToolRecord) -> String {
    let build = tool.build.map { ", \($0.rawValue) build" } ?? ""
    return "\(tool.name) \(tool.version), \(tool.libcurl), Swift \(tool.swift)\(build)"
  }
}
