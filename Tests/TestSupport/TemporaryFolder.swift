package import Foundation

/// Runs a test in a folder of its own, which is removed afterwards.
package func withTemporaryFolder<Result>(
  _ test: (URL) async throws -> Result
) async throws -> Result {
  let folder = try TestFolder()
  defer { withExtendedLifetime(folder) {} }
  return try await test(folder.url)
}
