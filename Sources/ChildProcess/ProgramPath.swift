import Glibc

/// The path of a program's file, and why it cannot be executed.
struct ProgramPath {
  /// The file that is executed.
  let path: String

  /// Looks a program up; nil if no file has its name.
  ///
  /// As in a shell, a file in the `PATH` that is not executable counts only if no other is found.
  init?(of program: Program) {
    func located(_ path: String) -> String {
      guard let folder = program.folder, !path.hasPrefix("/") else { return path }
      return "\(folder)/\(path)"
    }
    if program.name.contains("/") {
      path = located(program.name)
      guard Self.kind(of: path) != nil else { return nil }
      return
    }
    guard !program.name.isEmpty else { return nil }
    let search = program.environment["PATH"] ?? "/usr/bin:/bin"
    let folders = search.split(separator: ":", omittingEmptySubsequences: false)
    let candidates = folders.map { located("\($0.isEmpty ? "." : $0)/\(program.name)") }
    let files = candidates.filter { Self.kind(of: $0) == S_IFREG }
    guard let found = files.first(where: { access($0, X_OK) == 0 }) ?? files.first else {
      return nil
    }
    path = found
  }

  /// The reason for an error of the system when it executes the file.
  func reason(for code: Int32, call: String) -> ProgramError.Reason {
    switch code {
    case EACCES where Self.kind(of: path) == S_IFDIR: return .isFolder
    case EACCES: return .isNotExecutable
    case ENOENT: return .interpreterIsMissing(interpreter)
    case ENOEXEC: return .hasUnknownFormat
    default: return .system(call: call, code: code)
    }
  }

  /// The kind of a file, or of a link's target; nil if it does not exist.
  static func kind(of path: String) -> mode_t? {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode & S_IFMT : nil
  }

  /// The interpreter in the first line of a script.
  private var interpreter: String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 2, bytes.starts(with: Array("#!".utf8)) else { return nil }
    let line = String(decoding: bytes[2..<count].prefix { $0 != 10 }, as: UTF8.self)
    return line.split(whereSeparator: \.isWhitespace).first.map(String.init)
  }
}
