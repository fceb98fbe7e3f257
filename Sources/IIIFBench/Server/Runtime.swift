/// What starts servers.
package enum Runtime: String, Codable, Sendable, CaseIterable {
  /// Docker.
  case docker
  /// Podman.
  case podman
  /// nerdctl, the command of containerd.
  case nerdctl
  /// A process of this machine.
  case process
  /// A server that somebody else started.
  case external
}
