import Foundation

/// Image files that other programs make for a test.
enum SampleFile {
  /// Width and height of all samples.
  static let (width, height) = (150, 101)

  /// Whether the programs are installed.
  static let hasVips = find("vips") != nil
  static let hasOpenJPEG = find("opj_compress") != nil

  /// The bytes of the sample as libvips writes it under a name such as `a.jpg[Q=75]`.
  static func vips(_ name: String, channels: Int = 3) throws -> [UInt8] {
    try make(name, channels: channels) { source, target in
      try run("vips", ["copy", source, target])
    }
  }

  /// The bytes of the sample as OpenJPEG writes it.
  static func openJPEG(_ name: String, arguments: [String] = []) throws -> [UInt8] {
    try make(name, channels: 3) { source, target in
      try run("opj_compress", ["-i", source, "-o", target] + arguments)
    }
  }

  /// Runs a body with the sample as a PPM or PGM file, in a folder that is removed afterwards.
  static func withFolder(
    channels: Int, _ body: (_ source: URL, _ folder: URL) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: channels == 1 ? "source.pgm" : "source.ppm")
    try Data(netpbm(channels: channels)).write(to: source)
    try body(source, folder)
  }

  private static func make(
    _ name: String, channels: Int, with command: (_ source: String, _ target: String) throws -> Void
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try withFolder(channels: channels) { source, folder in
      try command(source.path, folder.appending(path: name).path)
      let file = folder.appending(path: String(name.prefix { $0 != "[" }))
      bytes = Array(try Data(contentsOf: file))
    }
    return bytes
  }

  /// A picture with coarse and fine structure, the same every time.
  private static func netpbm(channels: Int) -> [UInt8] {
    var bytes = Array("P\(channels == 1 ? 5 : 6)\n\(width) \(height)\n255\n".utf8)
    var noise: UInt32 = 1
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<channels {
          noise = noise &* 1_664_525 &+ 1_013_904_223
          let slope = (x * (channel + 1) + y * (3 - channel)) % 224
          bytes.append(UInt8(slope) + UInt8(noise >> 27))
        }
      }
    }
    return bytes
  }

  /// Runs a program that is in the path.
  static func run(_ program: String, _ arguments: [String]) throws {
    guard let executable = find(program) else { throw Missing(program: program) }
    try run(executable, arguments)
  }

  static func run(_ executable: URL, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(command: [executable.path] + arguments, status: process.terminationStatus)
    }
  }

  static func find(_ program: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { URL(filePath: "\($0)/\(program)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private struct Missing: Error { var program: String }
  private struct Failed: Error {
    var command: [String]
    var status: Int32
  }
}
