import Foundation
import PackagePlugin

/// Writes `allOperations`, the list of operations declared in a target's files.
///
/// It runs before each build of the target, so adding a file adds an operation. The plug-in writes
/// the list itself; a generator program would have to be built first.
@main
struct RegistryPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let files = try target.sourceFiles(withSuffix: ".swift").map { try PluginFile(at: $0.url) }
    let breaches = Convention.breaches(in: files)
    for breach in breaches { Diagnostics.error(breach) }
    guard breaches.isEmpty else { return [] }

    let folder = context.pluginWorkDirectoryURL
    try write(RegistrySource.text(for: files), to: folder.appending(path: "Registry.swift"))
    // A build command cannot add a source file to the target whose file list it depends on. A
    // prebuild command can, but must run some program.
    return [
      .prebuildCommand(
        displayName: "Listing operations",
        executable: URL(filePath: "/usr/bin/env"), arguments: ["true"],
        outputFilesDirectory: folder)
    ]
  }

  /// Writes the file only if its content changes, so that nothing is recompiled needlessly.
  private func write(_ text: String, to file: URL) throws {
    if let present = try? String(contentsOf: file, encoding: .utf8), present == text { return }
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}
