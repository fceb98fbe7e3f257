import Foundation

/// Maps elements in parallel on all processors and keeps their order.
package func concurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
  let share = 64
  let count = (elements.count + share - 1) / share
  guard count > 1 else { return elements.map(transform) }
  return withoutActuallyEscaping(transform) { transform in
    let results = Results<Result>(count: count)
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let range = index * share..<min(elements.count, (index + 1) * share)
      results.set(elements[range].map(transform), at: index)
    }
    return results.joined
  }
}

/// Parts of a result, written by several threads.
///
/// Unchecked, since the lock guards the only stored variable.
private final class Results<Element>: @unchecked Sendable {
  private let lock = NSLock()
  private var parts: [[Element]]

  init(count: Int) {
    parts = Array(repeating: [], count: count)
  }

  func set(_ part: [Element], at index: Int) {
    lock.withLock { parts[index] = part }
  }

  var joined: [Element] { lock.withLock { parts.flatMap { $0 } } }
}
