package import CLinux
import Glibc

/// A process that a test has started, killed when it is let go.
///
/// Foundation's `Process` gives a child the signal mask of the thread that starts it, with which a
/// server may never hear of its end; this one gives it an empty mask.
package final class ChildProcess: Sendable {
  /// The program could not be started.
  package struct Failure: Error {
    /// The system's error.
    package var code: Int32
  }

  /// The process.
  package let identifier: pid_t

  /// Starts a program with no input, and its output thrown away.
  package init(_ program: String, _ arguments: [String], output: String = "/dev/null") throws {
    var attributes = posix_spawnattr_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawnattr_init(&attributes)
    posix_spawn_file_actions_init(&actions)
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
    }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Connections of other tests would stay open in the child.
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var identifier = pid_t()
    let code = posix_spawn(&identifier, program, &actions, &attributes, words, environ)
    guard code == 0 else { throw Failure(code: code) }
    self.identifier = identifier
  }

  deinit {
    kill(identifier, SIGKILL)
    wait()
  }

  /// Whether the process is still there.
  package var isRunning: Bool {
    var information = siginfo_t()
    // Without reaping it, so that its number is not given to another meanwhile.
    waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
    return information._sifields._sigchld.si_pid == 0
  }

  /// Waits until the process has ended.
  package func wait() { waitpid(identifier, nil, 0) }
}
