import Foundation

/// A program that writes JPEG files of a given quality.
enum JPEGEncoder {
  case libvips
  case libjpegTurbo
  case imageMagick
  case pillow

  /// Whether the program is installed.
  var isInstalled: Bool {
    switch self {
    case .libvips: SampleFile.hasVips
    case .libjpegTurbo: SampleFile.find("cjpeg") != nil
    case .imageMagick: SampleFile.find("convert-im6.q16") != nil
    case .pillow: Self.pythonWithPillow != nil
    }
  }

  /// The sample picture in each of the qualities.
  func files(qualities: ClosedRange<Int>) throws -> [Int: [UInt8]] {
    var files: [Int: [UInt8]] = [:]
    try SampleFile.withFolder(channels: 3) { source, folder in
      try write(source, into: folder, qualities: qualities)
      for quality in qualities {
        files[quality] = Array(try Data(contentsOf: folder.appending(path: "\(quality).jpg")))
      }
    }
    return files
  }

  private func write(_ source: URL, into folder: URL, qualities: ClosedRange<Int>) throws {
    if self == .pillow, let python = Self.pythonWithPillow {
      // One process for all, since an interpreter takes its time to start.
      let program = """
        import sys
        from PIL import Image
        image = Image.open(sys.argv[1])
        for quality in range(int(sys.argv[3]), int(sys.argv[4]) + 1):
            image.save(f"{sys.argv[2]}/{quality}.jpg", quality=quality)
        """
      try SampleFile.run(
        python,
        [
          "-c", program, source.path, folder.path, "\(qualities.lowerBound)",
          "\(qualities.upperBound)",
        ])
      return
    }
    for quality in qualities {
      let target = folder.appending(path: "\(quality).jpg").path
      switch self {
      case .libvips: try SampleFile.run("vips", ["copy", source.path, "\(target)[Q=\(quality)]"])
      case .libjpegTurbo:
        try SampleFile.run(
          "cjpeg", ["-quality", "\(quality)", "-outfile", target, source.path])
      case .imageMagick:
        try SampleFile.run("convert-im6.q16", [source.path, "-quality", "\(quality)", target])
      case .pillow: break
      }
    }
  }

  /// The interpreter in the path, or one of the virtual environments that `make` sets up.
  private static let pythonWithPillow: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let environments = root.appending(path: ".cache/venv")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: environments.path)) ?? []
    let candidates =
      [SampleFile.find("python3")].compactMap { $0 }
      + names.sorted().map { environments.appending(path: "\($0)/bin/python3") }
    return candidates.first { (try? SampleFile.run($0, ["-c", "import PIL"])) != nil }
  }()
}
