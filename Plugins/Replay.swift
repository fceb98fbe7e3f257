import IIIF
import IIIFBench

/// Replays the requests of real clients from an access log in the common or combined format or from a
/// list of URLs, one per line.
///
/// Each line is an iteration. The load `replay-speed` uses the times in a log; other loads use only
/// the order of the lines. An identifier that names a picture of the run stands for it. Lines with
/// other identifiers are skipped with `identifiers=known`; with `identifiers=any` each identifier is
/// assigned to a picture, so that popular pictures stay popular. Skipped lines are counted and
/// reported. The operation requires all features that its lines need.
struct Replay: ImageOperation {
  static let name = "replay"
  static let summary = "the requests of an access log or a list of URLs"
  static let options = [
    OperationOption(
      "log", .file, "an access log in the common or combined format, or a list of URLs"),
    OperationOption(
      "identifiers", .choice(["known", "any"], default: "known"),
      "only identifiers of pictures of the run, or any"),
  ]
  static let examples: [OperationExample] = []

  private let log: RequestLog
  private let file: String
  private let takesAny: Bool
  private var entries: [Entry]
  private(set) var remarks: [String] = []

  /// A request that can be sent, with an expected answer.
  struct Entry: Sendable {
    var time: Duration?
    var picture: Int
    var target: RequestPath.Target
  }

  init(options: OptionValues) throws {
    let file = options.text("log")
    try self.init(
      log: RequestLog(file: file), file: file, takesAny: options.text("identifiers") == "any")
  }

  /// Creates a replay of a parsed log.
  init(log: RequestLog, file: String, takesAny: Bool) throws {
    guard !log.requests.isEmpty else {
      throw ReplayError.nothing(file: file, log.skipped.map(\.sentence))
    }
    self.log = log
    self.file = file
    self.takesAny = takesAny
    entries = log.requests.map { Entry(time: $0.time, picture: 0, target: $0.path.target) }
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    entries.reduce(into: []) { features, entry in
      guard case .image(let request) = entry.target else { return }
      features.formUnion(request.features)
      if request.size.upscales { features.insert(.sizeUpscaling) }
    }
  }

  var ownTimes: [Duration] {
    let times = entries.compactMap(\.time)
    return times.count == entries.count ? times.map { $0 - times[0] } : []
  }

  func prepared(for setting: OperationSetting) throws -> any ImageOperation {
    var replay = self
    var skipped = log.skipped
    let pictures = ReplayPictures(setting.images, takesAny: takesAny)
    replay.entries = []
    var assigned: Set<String> = []
    for request in log.requests {
      guard let (picture, isAssigned) = pictures.picture(of: request.path.base) else {
        skipped.count("identifiers of unknown pictures", example: request.text)
        continue
      }
      if isAssigned { assigned.insert(request.path.base) }
      if let limitation = request.path.target.limitation(
        on: setting.images[picture].size, version: setting.version)
      {
        skipped.count(limitation, example: request.text)
        continue
      }
      replay.entries.append(
        Entry(time: request.time, picture: picture, target: request.path.target))
    }
    let reasons = skipped.map(\.sentence)
    guard !replay.entries.isEmpty else { throw ReplayError.nothing(file: file, reasons) }
    replay.remarks = log.notes + reasons.map { "skipped in the log: \($0)" }
    if !assigned.isEmpty {
      replay.remarks.append(
        "\(assigned.count) identifiers of unknown pictures are assigned to pictures of the run")
    }
    return replay
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let entry = entries[iteration.index % entries.count]
    let image = iteration.images[entry.picture]
    switch entry.target {
    case .information:
      return [
        [
          OperationRequest(
            target: .information, image: image,
            expectation: .information(of: image, version: iteration.version))
        ]
      ]
    case .image(let request): return [[OperationRequest(request, of: image)]]
    }
  }
}

/// The reason why a log cannot be replayed.
enum ReplayError: Error, Hashable, CustomStringConvertible {
  /// The file cannot be read.
  case unreadable(file: String)
  /// No line can be replayed, for these reasons.
  case nothing(file: String, [String])

  var description: String {
    switch self {
    case .unreadable(let file): "the log '\(file)' cannot be read"
    case .nothing(let file, let reasons):
      "no line of the log '\(file)' can be replayed: "
        + (reasons.isEmpty ? "it is empty" : reasons.joined(separator: "; "))
    }
  }
}

extension RequestPath.Target {
  /// The reason why the answer for a picture cannot be predicted, a short phrase; nil if it can.
  ///
  /// Servers should refuse regions outside the picture and upscaling without `^` (Image API 2.1 §4.1,
  /// 3.0 §4.1 and §4.2), and choose the size of `^max` themselves.
  fileprivate func limitation(on image: PixelSize, version: APIVersion) -> String? {
    guard case .image(let request) = self else { return nil }
    if request.region.extent(of: image).area == 0 { return "regions outside the picture" }
    if request.size.upscales {
      if version.major < 3 { return "'^', which Image API \(version.rawValue) does not define" }
      return request.size.form == .full ? "'^max', whose size the server chooses" : nil
    }
    return request.enlarges(image) ? "upscaling without '^'" : nil
  }
}
