import Support
import IIIFBench
import LoadGenerator

/// The keys of a study, from which both the loader's checks and the JSON Schema are made.
package enum StudySchema {
  /// The keys of the file.
  package static let root = MappingRule(
    keys: [
      .required("question", .text(.line), "the question that the study answers, one sentence"),
      .required(
        "servers",
        .either([.choice([Study.everything]), .list(of: .text(.serverLabel), atLeast: 1)]),
        "'all', or a list of servers, each NAME or NAME@VARIANT"),
      .required(
        "operations",
        .list(
          of: .either([
            .text(.name),
            .table(
              keys: .name, values: .table(keys: .name, values: .argument), exactlyOne: true),
          ]), atLeast: 1, repeats: true),
        "a list of operations, each NAME or {NAME: {OPTION: VALUE}}"),
      .required(
        "formats",
        .either([.choice([Study.everything]), .list(of: .text(.sourceFormat), atLeast: 1)]),
        "'all', or a list of source formats"),
      .optional(
        "concurrency", .list(of: .integer(Study.Bounds.concurrency.range), atLeast: 1),
        "closed loops: numbers of users"),
      .optional(
        "rate", .list(of: .number(Study.Bounds.rate.range), atLeast: 1),
        "open loops: arrival rates in iterations per second"),
      .optional(
        "replay-speed", .list(of: .number(Study.Bounds.replaySpeed.range), atLeast: 1),
        "replays of recorded timestamps: speeds; 1 is the original one"),
      .optional(
        "images", .either([.text(.imageSource), .mapping(images)]),
        default: .string(Standard.images.source), "the pictures"),
      .optional(
        "api", .integer(Study.Bounds.api.range), default: .integer(Standard.api),
        "the preferred major version of the Image API"),
      .optional(
        "blocks", .either([.choice([automatic]), .integer(Study.Bounds.blocks.range)]),
        default: .string(automatic),
        "the number of blocks, or 'auto' to continue until the comparisons are decided"),
      .optional(
        "max-blocks", .integer(Study.Bounds.maximumBlocks.range),
        default: .integer(BlockCount.standardLimit),
        "the maximum number of blocks with 'blocks: auto'"),
      .optional(
        "time-budget", .text(.timeLength),
        "the time limit of the run; a block that would exceed it is not started"),
      .optional(
        "cell-limit", .text(.timeLength),
        "the maximum time of a cell with its warm-up; by default ten windows, at least a minute"),
      .optional(
        "order", .choice(MeasuringOrder.allCases.map(\.rawValue)),
        default: .string(Standard.order.rawValue),
        "'alternate' measures the servers of a block in short alternating slices, 'sequential' one "
          + "after the other"),
      .optional(
        "duration", .number(Study.Bounds.duration.range), default: .number(Standard.duration),
        "the length of each measured window in seconds"),
      .optional(
        "iterations", .integer(Study.Bounds.iterations.range),
        "the length of each measured window in iterations, instead of 'duration'"),
      .optional(
        "warm-up", .either([.choice([automatic]), .number(Study.Bounds.warmUp.range)]),
        default: .number(Standard.warmUp),
        "the length of the warm-up before each window in seconds; 'auto' ends when it is steady"),
      .optional(
        "margin", .number(Study.Bounds.margin.range), default: .number(Standard.margin),
        "the largest difference of two servers that counts as level, in percent"),
      .optional(
        "match-quality", .integer(Study.Bounds.matchQuality.range),
        "the JPEG quality of all servers that support it; by default their own"),
      .optional(
        "quality-price", .choice(QualityPrice.allCases.map(\.rawValue)),
        default: .string(QualityPrice.bounded.rawValue),
        "how the price of different JPEG qualities is found: 'bounded' by libvips, or 'measured' on "
          + "servers whose quality can be set, at the qualities of the others"),
      .optional(
        "caches", .choice(CacheUse.allCases.map(\.rawValue)),
        default: .string(CacheUse.off.rawValue),
        "'wanted' measures the caches of all servers on purpose; only such servers are compared with "
          + "each other"),
      .optional(
        "picture-sample", .integer(Study.Bounds.pictureSample.range),
        default: .integer(BodySampling.standard.oneIn),
        "one of this number of different answers is compared with a rendering of libvips; 0 for none"
      ),
      .optional(
        "traffic", .mapping(traffic), "the timing of requests and the connections that they use"),
      .optional(
        "workers", .integer(ResourceLimits.Bounds.workers.range),
        "the number of processes or threads of every server, instead of the one in its descriptor"),
      .optional("server-cpus", .text(.cpuSet), "the processors of each server, such as 0-1,3"),
      .optional(
        "server-memory", .text(.memorySize), "the maximum memory of each server, such as 2g"),
      .optional("generator-cpus", .text(.cpuSet), "the processors of the load generator"),
      .optional(
        "fail-if", .list(of: .text(.threshold), atLeast: 1),
        "limits such as 'p99(crop) > 500ms'; exceeding one fails the run"),
    ],
    groups: [
      KeyGroup(
        keys: ["concurrency", "rate", "replay-speed"],
        absence: "the load is missing; add 'concurrency', 'rate' or 'replay-speed'"),
      KeyGroup(keys: ["duration", "iterations"], isExclusive: true),
    ])

  private typealias Standard = Study.Standard

  /// The keyword for an automatic number.
  package static let automatic = "auto"

  private static let images = MappingRule(keys: [
    .required(
      "source", .text(.imageSource),
      "'sample', 'sample-large', the path of a folder or the address of a manifest"),
    .optional(
      "count", .integer(Study.Bounds.count.range), "the number of pictures; by default all"),
  ])

  private static let traffic = MappingRule(keys: [
    .optional(
      "arrivals", .choice(Schedule.Arrivals.allCases.map(\.rawValue)),
      default: .string(Traffic().arrivals.rawValue), "the distribution of arrivals of open loops"),
    .optional(
      "think-time", .number(Traffic.Bounds.thinkTime.range), default: .number(Traffic().thinkTime),
      "seconds that a user of a closed loop waits before the next iteration"),
    .optional(
      "stages", .list(of: .mapping(stage), atLeast: 1, repeats: true),
      "changes of the load within the window: ramps, steps, spikes"),
    .optional(
      "precision", .mapping(precision),
      "end a window when a percentile reaches this precision; 'duration' is then the maximum"),
    .optional(
      "threads", .integer(Traffic.Bounds.threads.range), default: .integer(Traffic().threads),
      "the number of event loops of the load generator"),
    .optional(
      "maximum-connections", .integer(Traffic.Bounds.maximumConnections.range),
      default: .integer(Traffic().maximumConnections),
      "the maximum number of connections of an open loop"),
    .optional(
      "requests-per-connection", .integer(Traffic.Bounds.requestsPerConnection.range),
      "the number of requests after which a connection is closed; by default unlimited"),
    .optional(
      "streams-per-connection", .integer(Traffic.Bounds.streamsPerConnection.range),
      default: .integer(Traffic().streamsPerConnection),
      "the maximum number of concurrent requests on one connection of HTTP/2"),
    .optional(
      "maximum-redirects", .integer(Traffic.Bounds.maximumRedirects.range),
      default: .integer(Traffic().maximumRedirects),
      "the maximum number of redirects that are followed; operations that expect a redirect need 0"),
    .optional(
      "http", .choice(HTTPVersion.allCases.map(\.rawValue)),
      default: .string(Traffic().http.rawValue), "the version of HTTP"),
    .optional(
      "ca-file", .text(.line), "a file of trusted certificates that replaces the system's"),
    .optional(
      "verify-certificate", .boolean, default: .boolean(Traffic().verifiesCertificate),
      "whether a server's certificate must be trusted"),
    .optional(
      "timeout", .number(Traffic.Bounds.timeout.range), default: .number(Traffic().timeout),
      "seconds after which an incomplete answer fails"),
  ])

  private static let stage = MappingRule(keys: [
    .required("duration", .number(Traffic.Bounds.stageDuration.range), "the length in seconds"),
    .required(
      "from", .number(Traffic.Bounds.stageLevel.range), "the factor of the load at the start"),
    .required(
      "to", .number(Traffic.Bounds.stageLevel.range), "the factor of the load at the end"),
  ])

  private static let precision = MappingRule(keys: [
    .optional(
      "percentile", .number(Traffic.Bounds.percentile.range), default: .number(50),
      "the percentile of the response time: 50 is the median"),
    .required(
      "width", .number(Traffic.Bounds.precision.range),
      "the width of its 95 % interval relative to its value"),
  ])
}
