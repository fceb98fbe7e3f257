import Foundation

extension HostRecord {
  /// The machine that runs this program.
  package static var current: HostRecord {
    var names = utsname()
    uname(&names)
    let kernel = withUnsafeBytes(of: &names.release) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return HostRecord(
      system: value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=") ?? "unknown",
      kernel: kernel,
      processor: value(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? "unknown",
      processors: ProcessInfo.processInfo.activeProcessorCount,
      memory: Int(ProcessInfo.processInfo.physicalMemory))
  }

  private static func value(of key: String, in file: String, separator: Character) -> String? {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: separator, maxSplits: 1)
      guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == key else { continue }
      return parts[1].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
    }
    return nil
  }
}
