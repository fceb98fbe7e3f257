/// A way to start servers.
package enum Runtime: String, Codable, Sendable, CaseIterable {
  /// Docker.
  case docker
  /// Podman.
  case podman
  /// nerdctl, the command of containerd.
  case nerdctl
  /// A local process.
  case process
  /// A server that already runs.
  case external
}
