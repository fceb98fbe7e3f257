package import Results

extension ServerSnapshot {
  /// Asks a server.
  package init(of server: any RunningServer) async {
    self.init(
      processes: await server.processes(), outOfMemoryKills: await server.outOfMemoryKills())
  }
}
