/// Sends the requests of one event loop.
///
/// A transport has a fixed number of slots, each for one pending request. The resources of a slot are
/// created on first use.
protocol Transport: AnyObject {
  /// The name in results.
  var name: String { get }

  /// Sends a request on a free slot.
  func start(slot: Int, request: Int, at now: Nanoseconds)

  /// Waits for events until `deadline`, and passes on the requests that have ended.
  ///
  /// `ended` may call ``start(slot:request:at:)``. Returns the time spent waiting.
  func poll(until deadline: Nanoseconds, ended: (Exchange) -> Void) -> Nanoseconds

  /// Cancels all requests and closes all connections.
  func close()

  /// The number of opened connections.
  var connectionsOpened: Int { get }
}
