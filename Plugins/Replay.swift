import IIIF
import IIIFBench

/// Asks again for what real clients asked for: an access log in the common or the combined format, or
/// a list of URLs, a line each.
///
/// Each line is an iteration. A log has a timing of its own, which the load `replay-speed` keeps to; under the
/// other loads the lines follow each other in their order. Identifiers that name a picture of the run
/// stand for it; of the others, each stands for one of the pictures with `identifiers=any`, so that
/// what was popular stays popular, and is left out with `identifiers=known`. What cannot be asked for
/// is counted and told. Required are the features that the lines need.
struct Replay: ImageOperation {
  static let name = "replay"
  static let summary = "the requests of an access log or a list of URLs"
  static let options = [
    OperationOption(
      "log", .file, "an access log in the common or combined format, or a list of URLs"),
    OperationOption(
      "identifiers", .choice(["known", "any"], default: "known"),
      "only such as name a picture of the run, or any"),
  ]
  static let examples: [OperationExample] = []

  private let log: RequestLog
  private let file: String
  private let takesAny: Bool
  private var entries: [Entry]
  private(set) var remarks: [String] = []

  /// A request that can be made, and whose answer is known.
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

  /// Creates a replay of a log that has been read.
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
        skipped.count("identifiers that name no picture of the run", example: request.text)
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
    replay.remarks = log.notes + reasons.map { "left out of the log: \($0)" }
    if !assigned.isEmpty {
      replay.remarks.append(
        "\(assigned.count) identifiers of the log name no picture of the run and stand for any")
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

/// Why a log cannot be replayed.
enum ReplayError: Error, Hashable, CustomStringConvertible {
  /// The file is not there or may not be read.
  case unreadable(file: String)
  /// No line can be asked for, and why not.
  case nothing(file: String, [String])

  var description: String {
    switch self {
    case .unreadable(let file): "the log '\(file)' cannot be read"
    case .nothing(let file, let reasons):
      "nothing in the log '\(file)' can be asked for: "
        + (reasons.isEmpty ? "it is empty" : reasons.joined(separator: "; "))
    }
  }
}

extension RequestPath.Target {
  /// Why a valid answer for a picture is none that can be counted on, in a few words; nil when it is.
  ///
  /// Regions outside of the picture and enlargement without permission are to be refused (Image API
  /// 2.1 §4.1, 3.0 §4.1 and §4.2), and the size of `^max` is the server's affair.
  fileprivate func limitation(on image: PixelSize, version: APIVersion) -> String? {
    guard case .image(let request) = self else { return nil }
    if request.region.extent(of: image).area == 0 { return "regions outside of the picture" }
    if request.size.upscales {
      if version.major < 3 { return "'^', which Image API \(version.rawValue) does not know" }
      return request.size.form == .full ? "'^max', whose size the server decides" : nil
    }
    return request.enlarges(image) ? "more pixels than the region has" : nil
  }
}
