import Glibc

/// A program and how it runs.
///
/// It starts with an empty standard input, default signal actions, an empty signal mask, and only
/// the first three descriptors.
package struct Program: Sendable {
  /// What the program leads: a signal reaches its children, too.
  package enum Leadership: Sendable {
    /// A process group of its own.
    case group
    /// A session of its own, and with it a process group.
    case session
  }

  /// A name that is looked up in the `PATH` of ``environment``, or a path.
  package var name: String
  /// The arguments after the name.
  package var arguments: [String]
  /// The whole environment.
  package var environment: [String: String]
  /// The working folder, to which a path in ``name`` is relative; nil for that of this process.
  package var folder: String?
  /// Whether the program leads a process group or a session.
  package var leadership: Leadership
  /// The processors that the program may use; nil for those of the calling thread.
  ///
  /// The default is what this process could use before it was bound.
  package var processors: [Int]?
  /// The time between SIGTERM and SIGKILL.
  package var grace: Duration
  /// The Debian package that contains the program, for the error if it is missing.
  package var package: String?

  /// Creates a program, by default with the environment of this process.
  package init(
    _ name: String, _ arguments: [String] = [],
    environment: [String: String] = Program.inheritedEnvironment, folder: String? = nil,
    leadership: Leadership = .group, processors: [Int]? = ProcessorBinding.original,
    grace: Duration = .seconds(5),
    package: String? = nil
  ) {
    self.name = name
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.leadership = leadership
    self.processors = processors
    self.grace = grace
    self.package = package
  }

  /// The environment of this process.
  package static var inheritedEnvironment: [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let line = next.pointee {
      let text = String(cString: line)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      next += 1
    }
    return variables
  }
}
