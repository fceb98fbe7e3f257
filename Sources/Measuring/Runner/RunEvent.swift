package import IIIFBench
package import Results
package import LoadGenerator
import Support

/// What happens in a run, for those who watch it.
package enum RunEvent: Sendable {
  /// Something is made ready; a few words: `building the image of NAME`.
  case preparing(String)
  /// One of several things is made ready, of which some are done: `fetching 0003`; the detail says
  /// how far it is itself, and changes often.
  case advancing(String, detail: String, done: Int, total: Int)
  /// So many measurements will be made.
  case planned(Int)
  /// A server is being started.
  case starting(server: String, block: Int)
  /// A measurement has begun; `number` counts from 1.
  case cellBegan(Cell, block: Int, number: Int)
  /// The measurement goes on.
  case cellProgressed(LoadProgress)
  /// The measurement is on disk.
  case cellEnded(CellResult)
  /// Something that the reader must know.
  case warning(String)
}

/// Is told of a run's events, in their order, from whatever thread they come.
package protocol RunObserver: Sendable {
  /// Takes note of an event; returns soon.
  func observe(_ event: RunEvent)
}

extension RunEvent {
  /// The event with visible control characters in the texts of others.
  package var visible: RunEvent {
    switch self {
    case .preparing(let text): .preparing(VisibleText.of(text))
    case .advancing(let text, let detail, let done, let total):
      .advancing(
        VisibleText.of(text), detail: VisibleText.of(detail), done: done, total: total)
    case .warning(let text): .warning(VisibleText.of(text))
    case .cellEnded(let result): .cellEnded(result.withVisibleReason)
    case .planned, .starting, .cellBegan, .cellProgressed: self
    }
  }
}

extension CellResult {
  fileprivate var withVisibleReason: CellResult {
    var result = self
    result.reason = reason.map(VisibleText.of)
    return result
  }
}
