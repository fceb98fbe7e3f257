import Configuration
import Datasets
import ArgumentParser
import IIIFBench

/// Flags that change a study.
struct StudyOptions: ParsableArguments {
  @Option(name: .customLong("server"), help: "A server, NAME or NAME@VARIANT; repeatable.")
  var servers: [String] = []

  @Option(
    name: .customLong("operation"),
    help: "An operation; repeatable. --NAME VALUE selects one with a required option.",
    completion: .operations)
  var operations: [String] = []

  @OptionGroup var operationFlags: OperationFlags

  @Option(
    name: .customLong("option"),
    help: "An option of an operation, OPERATION.OPTION=VALUE; repeatable.")
  var options: [String] = []

  @Option(
    name: .customLong("format"), help: "A source format; repeatable.", completion: .formats)
  var formats: [String] = []

  @Option(help: "Closed loops: numbers of users, separated by commas, such as 1,10,50.")
  var concurrency: NumberList<Int>?

  @Option(help: "Open loops: arrival rates in iterations per second, such as 20,50.")
  var rate: NumberList<Double>?

  @Option(
    help: "Replays: speeds relative to the recorded timestamps, such as 1,4.")
  var replaySpeed: NumberList<Double>?

  @Option(
    help: "A folder with images or the address of a manifest, instead of the study's.",
    completion: .directory)
  var images: String?

  @Option(
    help: """
      The number of pictures, from the first. Default: all of a folder, \
      \(ImageFetcher.standardCount) of a manifest.
      """)
  var count: Int?

  @Option(help: .choice("The preferred major version of the Image API.", of: MajorVersion.self))
  var api: MajorVersion?

  @Option(
    help: "The number of blocks, or 'auto' to continue until the comparisons are decided.")
  var blocks: BlockCount?

  @Option(help: "The maximum number of blocks with --blocks auto.")
  var maxBlocks: Int?

  @Option(help: "The time limit of the run, such as 90s, 10m or 1.5h.", transform: timeLength)
  var timeBudget: Seconds?

  @Option(
    help: """
      The maximum time of a cell with its warm-up. Default: ten windows, at least a minute.
      """,
    transform: timeLength)
  var cellLimit: Seconds?

  @Option(
    help: .choice(
      "Measure the servers of a block in alternating slices or one after the other.",
      of: MeasuringOrder.self))
  var order: MeasuringOrder?

  @Option(help: "The length of each measured window in seconds.")
  var duration: Double?

  @Option(help: "The length of each measured window in iterations, instead of --duration.")
  var iterations: Int?

  @Option(
    help: """
      The length of the warm-up before each window in seconds, or 'auto' to go on until the \
      throughput is steady.
      """)
  var warmUp: WarmUpLength?

  @Option(help: "The largest difference of two servers that counts as level, in percent.")
  var margin: Double?

  @Option(help: "The JPEG quality, from 1 to 100, of all servers that support it.")
  var matchQuality: Int?

  @Option(
    help: .choice(
      "Bound the price of different JPEG qualities by libvips, or measure it on servers that can be "
        + "set to the qualities of the others.",
      of: QualityPrice.self))
  var qualityPrice: QualityPrice?

  @Option(
    help: .choice(
      "Switch caches off, or measure the caches of all servers on purpose.", of: CacheUse.self))
  var caches: CacheUse?

  @Option(
    help: """
      Compare one of this number of different answers with a rendering of libvips; 0 for none.
      """)
  var pictureSample: Int?

  @Option(
    name: .customLong("slo"),
    help: """
      Search the highest arrival rate that keeps a promise, such as 'p95 < 200ms', instead of \
      comparing servers.
      """, transform: serviceObjective)
  var objective: ServiceObjective?

  @OptionGroup var traffic: TrafficOptions

  func validate() throws {
    if duration != nil, iterations != nil {
      throw ValidationError("--duration and --iterations exclude each other")
    }
    if maxBlocks != nil, case .fixed = blocks {
      throw ValidationError("--blocks with a number and --max-blocks exclude each other")
    }
  }

  /// The study with the changes by flags, without thresholds for cells that it no longer has.
  ///
  /// `Study.validate` checks the numbers after all flags are applied.
  ///
  /// - Throws: ``SelectionError`` for unknown formats and options.
  func applied(to original: Study) throws -> Study {
    var study = original
    if !servers.isEmpty { study.servers = servers }
    let chosen = operations + operationFlags.selected
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
    study.margin = margin ?? study.margin
    study.matchQuality = matchQuality ?? study.matchQuality
    study.qualityPrice = qualityPrice ?? study.qualityPrice
    study.caches = caches ?? study.caches
    study.pictureSample = pictureSample ?? study.pictureSample
    traffic.apply(to: &study.traffic)
    study.objective = objective ?? study.objective
    study.thresholds = study.thresholds.filter { [study] in $0.scope.isMeasured(by: study) }
    return study
  }

  /// The settings of `--option`.
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

  /// The loads of the flags.
  private var loads: [Load] {
    (concurrency?.numbers ?? []).map(Load.concurrency) + (rate?.numbers ?? []).map(Load.rate)
      + (replaySpeed?.numbers ?? []).map(Load.replaySpeed)
  }
}

private func serviceObjective(_ text: String) throws -> ServiceObjective {
  guard let objective = ServiceObjective(text) else {
    throw ValidationError("expected \(ServiceObjective.expectation)")
  }
  return objective
}

private func timeLength(_ text: String) throws -> Seconds {
  guard let seconds = TimeLength.seconds(text) else {
    throw ValidationError("expected \(TimeLength.expectation)")
  }
  return seconds
}

extension SourceFormat {
  /// The formats with the given names, without duplicates; names of groups are expanded.
  ///
  /// - Throws: ``SelectionError`` for an unknown name.
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
