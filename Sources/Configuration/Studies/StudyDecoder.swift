package import IIIFBench
import LoadGenerator

/// Decodes a mapping that was checked against ``StudySchema``.
package enum StudyDecoder {
  private typealias Standard = Study.Standard

  package static func study(_ root: YAMLNode, name: String) -> Study {
    Study(
      name: name, question: root["question"]?.text ?? "", servers: servers(root["servers"]),
      operations: root["operations"]?.items.compactMap(operation) ?? [],
      formats: formats(root["formats"]), loads: loads(root),
      images: images(root["images"]), api: root["api"]?.integer ?? Standard.api,
      blocks: root["blocks"]?.integer.map(BlockCount.fixed)
        ?? .automatic(atMost: root["max-blocks"]?.integer ?? BlockCount.standardLimit),
      order: root["order"]?.text.flatMap(MeasuringOrder.init) ?? Standard.order,
      timeBudget: root["time-budget"]?.text.flatMap(TimeLength.seconds),
      cellLimit: root["cell-limit"]?.text.flatMap(TimeLength.seconds),
      duration: root["duration"]?.number ?? Standard.duration,
      iterations: root["iterations"]?.integer,
      warmUp: warmUp(root["warm-up"]),
      margin: root["margin"]?.number ?? Standard.margin,
      matchQuality: root["match-quality"]?.integer,
      qualityPrice: root["quality-price"]?.text.flatMap(QualityPrice.init) ?? .bounded,
      caches: root["caches"]?.text.flatMap(CacheUse.init) ?? .off,
      pictureSample: root["picture-sample"]?.integer,
      traffic: root["traffic"].map(traffic) ?? Traffic(),
      thresholds: root["fail-if"]?.items.compactMap(\.text).compactMap { try? Threshold($0) } ?? [],
      resourceLimits: resourceLimits(root))
  }

  private static func resourceLimits(_ root: YAMLNode) -> ResourceLimits? {
    let resourceLimits = ResourceLimits(
      workers: root["workers"]?.integer,
      serverCPUs: root["server-cpus"]?.text.flatMap(CPUSet.init),
      serverMemory: root["server-memory"]?.text.flatMap(MemorySize.bytes),
      generatorCPUs: root["generator-cpus"]?.text.flatMap(CPUSet.init))
    return resourceLimits == ResourceLimits() ? nil : resourceLimits
  }

  private static func warmUp(_ node: YAMLNode?) -> WarmUpLength {
    guard let node else { return .fixed(Standard.warmUp) }
    return node.number.map(WarmUpLength.fixed) ?? .automatic
  }

  private static func servers(_ node: YAMLNode?) -> [String] {
    node?.text.map { [$0] } ?? node?.items.compactMap(\.text) ?? []
  }

  private static func operation(_ node: YAMLNode) -> StudyOperation? {
    if let name = node.text { return StudyOperation(name: name) }
    guard let entry = node.entries.first else { return nil }
    let options = entry.value.entries.compactMap { option in
      option.value.text.map { (option.key, $0) }
    }
    return StudyOperation(name: entry.key, options: Dictionary(options) { first, _ in first })
  }

  private static func formats(_ node: YAMLNode?) -> [SourceFormat] {
    node?.text == Study.everything
      ? SourceFormat.common
      : node?.items.compactMap { $0.text.flatMap(SourceFormat.init(name:)) } ?? []
  }

  private static func loads(_ root: YAMLNode) -> [Load] {
    let closed = root["concurrency"]?.items.compactMap(\.integer).map(Load.concurrency) ?? []
    let open = root["rate"]?.items.compactMap(\.number).map(Load.rate) ?? []
    let own = root["replay-speed"]?.items.compactMap(\.number).map(Load.replaySpeed) ?? []
    return closed + open + own
  }

  private static func traffic(_ node: YAMLNode) -> Traffic {
    let standard = Traffic()
    return Traffic(
      arrivals: node["arrivals"]?.text.flatMap(Schedule.Arrivals.init) ?? standard.arrivals,
      thinkTime: node["think-time"]?.number ?? standard.thinkTime,
      stages: node["stages"]?.items.compactMap(stage) ?? standard.stages,
      precision: node["precision"].flatMap(precision),
      threads: node["threads"]?.integer ?? standard.threads,
      maximumConnections: node["maximum-connections"]?.integer ?? standard.maximumConnections,
      requestsPerConnection: node["requests-per-connection"]?.integer,
      streamsPerConnection: node["streams-per-connection"]?.integer
        ?? standard.streamsPerConnection,
      maximumRedirects: node["maximum-redirects"]?.integer ?? standard.maximumRedirects,
      http: node["http"]?.text.flatMap(HTTPVersion.init) ?? standard.http,
      certificateAuthorityFile: node["ca-file"]?.text,
      verifiesCertificate: node["verify-certificate"]?.boolean ?? standard.verifiesCertificate,
      timeout: node["timeout"]?.number ?? standard.timeout)
  }

  private static func stage(_ node: YAMLNode) -> Stage? {
    guard let duration = node["duration"]?.number, let from = node["from"]?.number,
      let to = node["to"]?.number
    else { return nil }
    return Stage(duration: .seconds(duration), from: from, to: to)
  }

  private static func precision(_ node: YAMLNode) -> StopRule.Precision? {
    node["width"]?.number.map {
      StopRule.Precision(percentile: node["percentile"]?.number ?? 50, relativeWidth: $0)
    }
  }

  private static func images(_ node: YAMLNode?) -> StudyImages {
    guard let node else { return Standard.images }
    return StudyImages(
      source: node.text ?? node["source"]?.text ?? Standard.images.source,
      count: node["count"]?.integer)
  }
}
