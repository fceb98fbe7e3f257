import Glibc

/// The processes that a program leads.
struct ProcessGroup {
  /// The group's identifier, which is that of its leader.
  let identifier: pid_t

  /// Sends a signal to all members.
  func signal(_ number: Int32) {
    kill(-identifier, number)
  }

  /// Whether a member runs.
  ///
  /// Zombies do not count; `kill` alone does not distinguish them.
  var isRunning: Bool {
    guard kill(-identifier, 0) == 0 || errno == EPERM else { return false }
    guard let folder = opendir("/proc") else { return true }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let process = pid_t(name), isRunningMember(process) { return true }
    }
    return false
  }

  private func isRunningMember(_ process: pid_t) -> Bool {
    let descriptor = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return false }
    // The name in brackets may itself contain brackets and spaces. State, parent and group follow.
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    guard let bracket = text.lastIndex(of: ")") else { return false }
    let fields = text[text.index(after: bracket)...].split(separator: " ")
    guard fields.count > 2, pid_t(fields[2]) == identifier else { return false }
    return fields[0] != "Z" && fields[0] != "X"
  }
}
