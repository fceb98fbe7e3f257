extension Study {
  /// Files that a run has open besides its connections: standard streams, journal, logs, event loops
  /// and programs.
  private static let ownFiles = 64

  /// The number of open files that a run needs with a number of servers at the same time.
  ///
  /// The servers that take turns keep their connections. An open loop needs as many connections as its
  /// server is slow, which is not known beforehand.
  package func openFiles(serversAtOnce: Int) -> Int {
    let users =
      loads.map { load in
        if case .concurrency(let users) = load { users } else { 1 }
      }.max() ?? 1
    return Self.ownFiles + serversAtOnce * (users + 4 * traffic.threads)
  }
}
