/// Sends the requests of one event loop.
///
/// A transport has a fixed number of slots, each for one pending request. The resources of a slot are
/// created on first use.
protocol Transport: ~Copyable {
  /// The name in results.
  var name: String { get }

  /// Sends a request on a free slot.
  mutating func start(slot: Int, request: Int, at now: Nanoseconds)

  /// Waits for events until `deadline`, and returns the time spent waiting.
  mutating func wait(until deadline: Nanoseconds) -> Nanoseconds

  /// Handles events of the last wait until a request ends, and returns it; nil after the last event.
  mutating func nextEnded() -> LoadExchange?

  /// Cancels all requests and closes all connections.
  mutating func close()

  /// The number of opened connections.
  var connectionsOpened: Int { get }
}
