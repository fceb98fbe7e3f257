/// Carries requests for one event loop.
///
/// A transport has places for a fixed number of requests under way, its slots. What a slot needs
/// is made when it is first used and kept.
protocol Transport: AnyObject {
  /// What results call it.
  var name: String { get }

  /// Takes a request on a free slot.
  func start(slot: Int, request: Int, at now: Nanoseconds)

  /// Waits until something happens or `deadline` passes, and hands over what has ended.
  ///
  /// `ended` may call ``start(slot:request:at:)``. Returns the time that was spent waiting.
  func poll(until deadline: Nanoseconds, ended: (Exchange) -> Void) -> Nanoseconds

  /// Breaks off everything and closes all connections.
  func close()

  /// Connections that were opened so far.
  var connectionsOpened: Int { get }
}
