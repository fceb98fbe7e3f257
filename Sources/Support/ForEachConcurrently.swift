import Foundation

/// Processes items concurrently, one per processor at a time; the first failure cancels the rest.
package func forEachConcurrently<Item: Sendable>(
  _ items: [Item], _ work: @escaping @Sendable (Item) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for (index, item) in items.enumerated() {
      if index >= ProcessInfo.processInfo.activeProcessorCount { try await group.next() }
      group.addTask { try await work(item) }
    }
    try await group.waitForAll()
  }
}
