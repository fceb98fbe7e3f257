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
    help: "An operation; may be repeated. One that needs a value can be given as --NAME VALUE.",
    completion: .operations)
  var operations: [String] = []

  @OptionGroup var operationFlags: OperationFlags

  @Option(
    name: .customLong("option"),
    help: "A setting of an operation, OPERATION.OPTION=VALUE; may be repeated.")
  var options: [String] = []

  @Option(
    name: .customLong("format"), help: "A source format; may be repeated.", completion: .formats)
  var formats: [String] = []

  @Option(help: "Numbers of users, separated by commas: 1,10,50.")
  var concurrency: NumberList<Int>?

  @Option(help: "Iterations a second, separated by commas: 20,50.")
  var rate: NumberList<Double>?

  @Option(
    help: "How many times as fast as an operation's own timing, separated by commas: 1,4.")
  var replaySpeed: NumberList<Double>?

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

  @Option(help: .choice("Major version of the Image API to ask in.", of: MajorVersion.self))
  var api: MajorVersion?

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
    help: .choice(
      "Measure all servers of a block in turn or one after the other.", of: MeasuringOrder.self))
  var order: MeasuringOrder?

  @Option(help: "Length of each measurement, in seconds.")
  var duration: Double?

  @Option(help: "Iterations of each measurement, instead of a duration.")
  var iterations: Int?

  @Option(help: "Length of the warm-up before each measurement, in seconds.")
  var warmUp: Double?

  @Option(help: "The JPEG quality of all servers that can be set to it, from 1 to 100.")
  var matchQuality: Int?

  @Option(
    help: "Compare one in so many different answers with a rendering of libvips, 0 for none.")
  var pictureSample: Int?

  @OptionGroup var traffic: TrafficOptions

  func validate() throws {
    if duration != nil, iterations != nil {
      throw ValidationError("--duration and --iterations exclude each other")
    }
    if maxBlocks != nil, case .fixed = blocks {
      throw ValidationError("--blocks with a number and --max-blocks exclude each other")
    }
  }

  /// The study with what the flags say, without thresholds of what they leave out.
  ///
  /// Numbers are not checked here but by `Study.validate`, when all flags have been applied.
  ///
  /// - Throws: ``SelectionError`` for formats and options that do not exist.
  func applied(to original: Study) throws -> Study {
    var study = original
    if !servers.isEmpty { study.servers = servers }
    let chosen = operations + operationFlags.settings.map(\.operation)
    if !chosen.isEmpty {
      study.operations = chosen.map { name in
        original.operations.first { $0.name == name } ?? StudyOperation(name: name)
      }
    }
    try apply(operationFlags.settings + settings(), to: &study)
    if !formats.isEmpty { study.formats = try SourceFormat.named(formats) }
    if !loads.isEmpty { study.loads = loads }
    if let images {
      let count = ImageFetcher.isRemote(images) ? ImageFetcher.standardCount : nil
      study.images = StudyImages(source: images, count: count)
    }
    if let count { study.images.count = count }
    study.api = api?.number ?? study.api
    study.blocks = blocks ?? study.blocks
    if let maxBlocks { study.blocks = .automatic(atMost: maxBlocks) }
    study.order = order ?? study.order
    study.timeBudget = timeBudget ?? study.timeBudget
    study.cellLimit = cellLimit ?? study.cellLimit
    if let duration { (study.duration, study.iterations) = (duration, nil) }
    study.iterations = iterations ?? study.iterations
    study.warmUp = warmUp ?? study.warmUp
    study.matchQuality = matchQuality ?? study.matchQuality
    study.pictureSample = pictureSample ?? study.pictureSample
    traffic.apply(to: &study.traffic)
    study.thresholds = study.thresholds.filter { [study] in $0.scope.isMeasured(by: study) }
    return study
  }

  /// What `--option` says.
  private func settings() throws -> [OperationFlags.Setting] {
    try options.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let names = (parts.first ?? "").split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, names.count == 2 else {
        throw ValidationError("--option '\(text)': expected OPERATION.OPTION=VALUE")
      }
      return OperationFlags.Setting(operation: names[0], option: names[1], value: parts[1])
    }
  }

  private func apply(
    _ settings: [OperationFlags.Setting], to study: inout Study
  ) throws(SelectionError) {
    for setting in settings {
      guard let index = study.operations.firstIndex(where: { $0.name == setting.operation }) else {
        throw .unknown(
          "operation in this run", setting.operation, known: study.operations.map(\.name))
      }
      study.operations[index].options[setting.option] = setting.value
    }
  }

  /// The loads of the flags, none without any.
  private var loads: [Load] {
    (concurrency?.numbers ?? []).map(Load.concurrency) + (rate?.numbers ?? []).map(Load.rate)
      + (replaySpeed?.numbers ?? []).map(Load.replaySpeed)
  }
}

private func timeLength(_ text: String) throws -> Seconds {
  guard let seconds = TimeLength.seconds(text) else {
    throw ValidationError("expected \(TimeLength.expectation)")
  }
  return seconds
}

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
