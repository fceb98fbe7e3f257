import Configuration
import Datasets
import ArgumentParser
import IIIFBench

/// Flags that narrow or replace what a study says.
struct StudyOptions: ParsableArguments {
  @Option(name: .customLong("server"), help: "A server, NAME or NAME@VARIANT; may be repeated.")
  var servers: [String] = []

  @Option(
    name: .customLong("operation"),
    help: "An operation; may be repeated. One that needs a value can be given as --NAME VALUE.")
  var operations: [String] = []

  @Option(
    name: .customLong("option"),
    help: "A setting of an operation, OPERATION.OPTION=VALUE; may be repeated.")
  var options: [String] = []

  @Option(name: .customLong("format"), help: "A source format; may be repeated.")
  var formats: [String] = []

  @Option(help: "Numbers of users, separated by commas: 1,10,50.")
  var concurrency: String?

  @Option(help: "Iterations a second, separated by commas: 20,50.")
  var rate: String?

  @Option(
    help: "How many times as fast as an operation's own timing, separated by commas: 1,4.")
  var pace: String?

  @Option(
    help: "A folder with images or the address of a manifest, instead of the study's.",
    completion: .directory)
  var images: String?

  @Option(
    help: """
      Use the first so many pictures; without it all of a folder, \
      \(ImageFetcher.standardCount) of a manifest.
      """)
  var count: Int?

  @Option(help: "Major version of the Image API to ask in, 2 or 3.")
  var api: Int?

  @Option(
    help: "Fresh starts of every server, or 'auto' to go on until the comparisons are decided.")
  var blocks: BlockCount?

  @Option(help: "The greatest number of blocks where it is chosen automatically.")
  var maxBlocks: Int?

  @Option(help: "How long the run may take: 90s, 10m or 1.5h.", transform: timeLength)
  var timeBudget: Seconds?

  @Option(
    help: "How long the windows of one cell may last; a minute or ten windows without it.",
    transform: timeLength)
  var cellLimit: Seconds?

  @Option(
    help: "Measure all servers of a block in turn (alternate) or one after the other (sequential).")
  var order: MeasuringOrder?

  @Option(help: "Length of each measurement, in seconds.")
  var duration: Double?

  @Option(help: "Iterations of each measurement, instead of a duration.")
  var iterations: Int?

  @Option(help: "Length of the warm-up before each measurement, in seconds.")
  var warmUp: Double?

  @Option(
    help: "Compare one in so many different answers with a rendering of libvips, 0 for none.")
  var pictureSample: Int?

  @OptionGroup var traffic: TrafficOptions

  func validate() throws {
    if duration != nil, iterations != nil {
      throw ValidationError("--duration and --iterations exclude each other")
    }
    for (name, value) in [("iterations", iterations), ("count", count)] {
      if let value, value < 1 { throw ValidationError("--\(name) must be 1 or more") }
    }
    if let maxBlocks, maxBlocks < 2 { throw ValidationError("--max-blocks must be 2 or more") }
    if maxBlocks != nil, case .fixed = blocks {
      throw ValidationError("--blocks with a number and --max-blocks exclude each other")
    }
    if let duration, !(duration > 0 && duration <= 86_400) {
      throw ValidationError("--duration must be above 0 and at most 86400 seconds")
    }
    if let warmUp, !(warmUp >= 0 && warmUp <= 86_400) {
      throw ValidationError("--warm-up must be from 0 to 86400 seconds")
    }
    if let pictureSample, pictureSample < 0 {
      throw ValidationError("--picture-sample must be 0 or more")
    }
    if let api, api != 2, api != 3 { throw ValidationError("--api must be 2 or 3") }
  }

  /// The study with what the flags say, without thresholds of what they leave out.
  ///
  /// - Throws: ``SelectionError`` for formats that do not exist, `ValidationError` for numbers that
  ///   are none.
  func applied(to original: Study) throws -> Study {
    var study = original
    if !servers.isEmpty { study.servers = servers }
    if !operations.isEmpty {
      study.operations = operations.map { name in
        original.operations.first { $0.name == name } ?? StudyOperation(name: name)
      }
    }
    try applyOptions(to: &study)
    if !formats.isEmpty { study.formats = try SourceFormat.named(formats) }
    if let loads = try loads() { study.loads = loads }
    if let images {
      let count = ImageFetcher.isRemote(images) ? ImageFetcher.standardCount : nil
      study.images = StudyImages(source: images, count: count)
    }
    if let count { study.images.count = count }
    study.api = api ?? study.api
    study.blocks = blocks ?? study.blocks
    if let maxBlocks { study.blocks = .automatic(atMost: maxBlocks) }
    study.order = order ?? study.order
    study.timeBudget = timeBudget ?? study.timeBudget
    study.cellLimit = cellLimit ?? study.cellLimit
    if let duration { (study.duration, study.iterations) = (duration, nil) }
    study.iterations = iterations ?? study.iterations
    study.warmUp = warmUp ?? study.warmUp
    study.pictureSample = pictureSample ?? study.pictureSample
    traffic.apply(to: &study.traffic)
    study.thresholds = study.thresholds.filter { [study] in $0.scope.isMeasured(by: study) }
    return study
  }

  private func applyOptions(to study: inout Study) throws {
    for text in options {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let names = (parts.first ?? "").split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, names.count == 2 else {
        throw ValidationError("--option '\(text)': expected OPERATION.OPTION=VALUE")
      }
      guard let index = study.operations.firstIndex(where: { $0.name == names[0] }) else {
        throw SelectionError.unknown(
          "operation in this run", names[0], known: study.operations.map(\.name))
      }
      study.operations[index].options[names[1]] = parts[1]
    }
  }

  private func loads() throws -> [Load]? {
    let users = try concurrency.map { text in
      try numbers(in: text, flag: "--concurrency", as: Int.self) { 1...10_000 ~= $0 }
    }
    let rates = try rate.map { text in
      try numbers(in: text, flag: "--rate", as: Double.self) { $0 > 0 && $0 <= 1_000_000 }
    }
    let paces = try pace.map { text in
      try numbers(in: text, flag: "--pace", as: Double.self) { $0 >= 0.001 && $0 <= 1000 }
    }
    guard users != nil || rates != nil || paces != nil else { return nil }
    return (users ?? []).map(Load.concurrency) + (rates ?? []).map(Load.rate)
      + (paces ?? []).map(Load.pace)
  }

  private func numbers<Number: LosslessStringConvertible>(
    in text: String, flag: String, as type: Number.Type, where isValid: (Number) -> Bool
  ) throws -> [Number] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let number = Number(String(part)), isValid(number) else {
        throw ValidationError("\(flag) '\(text)': '\(part)' is no number that it takes")
      }
      return number
    }
  }
}

private func timeLength(_ text: String) throws -> Seconds {
  guard let seconds = TimeLength.seconds(text) else {
    throw ValidationError("expected \(TimeLength.expectation)")
  }
  return seconds
}

extension BlockCount: ExpressibleByArgument {
  /// Reads `auto` or a number from 1 on.
  package init?(argument: String) {
    if argument == StudySchema.automatic {
      self = .automatic(atMost: Self.standardLimit)
    } else if let count = Int(argument), count > 0 {
      self = .fixed(count)
    } else {
      return nil
    }
  }
}

extension MeasuringOrder: ExpressibleByArgument {}

extension SourceFormat {
  /// The formats of some names, each once; `all` stands for the common ones, `jpeg-ladder` for JPEG
  /// of qualities from 75 to 100.
  ///
  /// - Throws: ``SelectionError`` for a name that is none.
  static func named(_ names: [String]) throws(SelectionError) -> [SourceFormat] {
    var formats: [SourceFormat] = []
    for name in names {
      guard let found = groups[name] ?? SourceFormat(name: name).map({ [$0] }) else {
        throw SelectionError.unknown(
          "format", name, known: common.map(\.name) + groups.keys.sorted())
      }
      formats += found.filter { !formats.contains($0) }
    }
    return formats
  }
}
