import Results
import Launching

/// The limits under which a check runs operations that may harm a server.
package struct HarmLimits: Sendable {
  /// The maximum length in bytes of all temporary files of the server together.
  package var temporaryBytes: Int
  /// The maximum time of an answer.
  package var answerTime: Duration

  /// The maximum length in bytes of one file that a server may write during a check.
  package static let fileBytes = 4 << 30
  private static let interval = Duration.milliseconds(100)
  /// The usual limits.
  package static let standard = HarmLimits(temporaryBytes: 2 << 30, answerTime: .seconds(30))

  /// Creates limits.
  package init(temporaryBytes: Int, answerTime: Duration) {
    self.temporaryBytes = temporaryBytes
    self.answerTime = answerTime
  }

  /// Runs a body and watches a server meanwhile, which is stopped when it exceeds a limit.
  ///
  /// - Parameters:
  ///   - running: The server; nil if none is watched.
  ///   - body: The body.
  /// - Returns: The value, and what exceeded a limit; nil if nothing did.
  func watching<Value>(
    _ running: (any RunningServer)?, _ body: () async throws -> Value
  ) async rethrows -> (Value, exceeded: String?) {
    guard let running else { return (try await body(), nil) }
    let before = await running.holdings()?.temporaryBytes ?? 0
    let watch = Task<String?, Never> {
      while !Task.isCancelled {
        let bytes = (await running.holdings()?.temporaryBytes ?? 0) - before
        if bytes > temporaryBytes {
          await running.stop()
          return "\(bytes) bytes of temporary files"
        }
        try? await Task.sleep(for: Self.interval)
      }
      return nil
    }
    do {
      let value = try await body()
      watch.cancel()
      return (value, await watch.value)
    } catch {
      watch.cancel()
      throw error
    }
  }
}
