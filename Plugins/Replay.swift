import IIIF
import IIIFBench

/// Replays the requests of real clients from an access log or from a list of URLs, one per line.
///
/// The format of a log is recognised: the common and combined format of Apache and nginx with further
/// fields, JSON lines, the extended format of W3C, HAProxy's log, and that of AWS' load balancers. The
/// file may be compressed with gzip. Requests that the server redirected or refused are skipped.
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
      "log", .file, "an access log, also compressed with gzip, or a list of URLs"),
    OperationOption(
      "format", .choice(LogFormat.allCases.map(\.rawValue), default: LogFormat.auto.rawValue),
      "the format of the log, which auto recognises line by line"),
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
    /// The index of its target in the log.
    var target: Int
  }

  init(options: OptionValues) throws {
    let file = options.text("log")
    try self.init(
      log: RequestLog(file: file, format: LogFormat(rawValue: options.text("format")) ?? .auto),
      file: file, takesAny: options.text("identifiers") == "any")
  }

  /// Creates a replay of a parsed log.
  init(log: RequestLog, file: String, takesAny: Bool) throws {
    guard !log.requests.isEmpty else {
      throw ReplayError.nothing(file: file, log.skipped.map(\.sentence))
    }
    self.log = log
    self.file = file
    self.takesAny = takesAny
    entries = log.requests.map { Entry(time: $0.time, picture: 0, target: $0.target) }
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    var features: Set<Feature> = []
    for target in Set(entries.map(\.target)) {
      guard case .image(let request) = log.targets[target].path.target else { continue }
      features.formUnion(request.features)
      if request.size.upscales { features.insert(.sizeUpscaling) }
    }
    return features
  }

  var ownTimes: [Duration] {
    let times = entries.compactMap(\.time)
    return times.count == entries.count ? times.map { $0 - times[0] } : []
  }

  func prepared(for setting: OperationSetting) throws -> any ImageOperation {
    var replay = self
    var skipped = log.skipped
    let pictures = ReplayPictures(setting.images, takesAny: takesAny)
    let uses = log.targets.map { ReplayTarget($0, among: pictures, setting) }
    replay.entries = []
    var assigned: Set<String> = []
    for request in log.requests {
      switch uses[request.target] {
      case .skipped(let reason):
        skipped.count(reason, example: log.targets[request.target].text.utf8)
      case .sent(let picture, let isAssigned):
        if isAssigned { assigned.insert(log.targets[request.target].path.base) }
        replay.entries.append(
          Entry(time: request.time, picture: picture, target: request.target))
      }
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
    switch log.targets[entry.target].path.target {
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

/// What a replay does with the requests of a target.
private enum ReplayTarget {
  case sent(picture: Int, isAssigned: Bool)
  /// They are skipped for this reason.
  case skipped(String)

  init(_ target: RequestLog.Target, among pictures: ReplayPictures, _ setting: OperationSetting) {
    guard let (picture, isAssigned) = pictures.picture(of: target.path.base) else {
      self = .skipped("identifiers of unknown pictures")
      return
    }
    let limitation = target.path.target.limitation(
      on: setting.images[picture].size, version: setting.version)
    self = limitation.map { .skipped($0) } ?? .sent(picture: picture, isAssigned: isAssigned)
  }
}

/// The reason why a log cannot be replayed.
enum ReplayError: Error, Hashable, CustomStringConvertible {
  /// The file cannot be read.
  case unreadable(file: String)
  /// The file is compressed in a format that is not read.
  case compressed(file: String, program: String)
  /// The file is compressed or encoded in a way that its content does not follow.
  case damaged(file: String)
  /// No line can be replayed, for these reasons.
  case nothing(file: String, [String])

  var description: String {
    switch self {
    case .unreadable(let file): "the log '\(file)' cannot be read"
    case .compressed(let file, let program):
      "the log '\(file)' is compressed: decompress it first, with \(program)"
    case .damaged(let file): "the log '\(file)' is damaged: it cannot be decoded to its end"
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
