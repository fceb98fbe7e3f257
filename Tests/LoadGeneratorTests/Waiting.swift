import Glibc

/// Waits in a script of a test server until a condition holds, at most ten seconds.
func waitBriefly(for condition: () -> Bool) {
  for _ in 0..<10_000 where !condition() { usleep(1000) }
}

/// Waits until a condition holds; the time limit of the test ends the wait.
func wait(for condition: () -> Bool) async throws {
  while !condition() { try await Task.sleep(for: .milliseconds(2)) }
}
