import Foundation
import PackagePlugin

/// Writes `allOperations`, the list of the operations that a target's files declare.
///
/// It runs before each build of the target, so that adding an operation is adding a file. The list
/// is written here, not by a program that the build would have to build first.
@main
struct RegistryPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let files = try target.sourceFiles(withSuffix: ".swift").map { try PluginFile(at: $0.url) }
    let breaches = Convention.breaches(in: files)
    for breach in breaches { Diagnostics.error(breach) }
    guard breaches.isEmpty else { return [] }

    let operations = files.filter(\.isOperation).sorted { $0.stem < $1.stem }
    let folder = context.pluginWorkDirectoryURL
    try write(RegistrySource.text(for: operations), to: folder.appending(path: "Registry.swift"))
    // A build command could not add a source to the target whose list of files it depends on; a
    // prebuild command can, and needs some program to run.
    return [
      .prebuildCommand(
        displayName: "Listing \(operations.count) operations",
        executable: URL(filePath: "/usr/bin/env"), arguments: ["true"],
        outputFilesDirectory: folder)
    ]
  }

  /// Leaves an unchanged file alone, so that nothing is compiled again for it.
  private func write(_ text: String, to file: URL) throws {
    if let present = try? String(contentsOf: file, encoding: .utf8), present == text { return }
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}
