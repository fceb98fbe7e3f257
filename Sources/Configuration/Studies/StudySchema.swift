import Support
import IIIFBench
import LoadGenerator

/// The keys of a study: what the loader checks.
package enum StudySchema {
  /// The keys of the file.
  package static let root = MappingRule(
    keys: [
      .required("question", .text(.line), "the question that the study answers, in one sentence"),
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
        "closed loads: a list of numbers of users"),
      .optional(
        "rate", .list(of: .number(Study.Bounds.rate.range), atLeast: 1),
        "open loads: a list of iterations a second"),
      .optional(
        "replay-speed", .list(of: .number(Study.Bounds.replaySpeed.range), atLeast: 1),
        "open loads at the times that an operation itself knows: a list of how many times as fast"),
      .optional(
        "images", .either([.text(.imageSource), .mapping(images)]),
        default: .string(Standard.images.source), "the pictures"),
      .optional(
        "api", .integer(Study.Bounds.api.range), default: .integer(Standard.api),
        "the major version of the Image API that servers are asked in"),
      .optional(
        "blocks", .either([.choice([automatic]), .integer(Study.Bounds.blocks.range)]),
        default: .string(automatic),
        "fresh starts of every server, or 'auto' to go on until the comparisons are decided"),
      .optional(
        "max-blocks", .integer(Study.Bounds.maximumBlocks.range),
        default: .integer(BlockCount.standardLimit),
        "the greatest number of blocks where it is chosen automatically"),
      .optional(
        "time-budget", .text(.timeLength),
        "how long the run may take; no block begins that would end later"),
      .optional(
        "cell-limit", .text(.timeLength),
        "how long the windows of one cell may last; a minute or ten windows if missing"),
      .optional(
        "order", .choice(MeasuringOrder.allCases.map(\.rawValue)),
        default: .string(Standard.order.rawValue),
        "'alternate' measures all servers of a block in turn, 'sequential' one after the other"),
      .optional(
        "duration", .number(Study.Bounds.duration.range), default: .number(Standard.duration),
        "seconds of each measured window"),
      .optional(
        "iterations", .integer(Study.Bounds.iterations.range),
        "iterations of each measured window instead"),
      .optional(
        "warm-up", .number(Study.Bounds.warmUp.range), default: .number(Standard.warmUp),
        "seconds of warm-up before each window"),
      .optional(
        "match-quality", .integer(Study.Bounds.matchQuality.range),
        "the JPEG quality of all servers that can be set to it; their own if missing"),
      .optional(
        "picture-sample", .integer(Study.Bounds.pictureSample.range),
        default: .integer(BodySampling.standard.oneIn),
        "one in so many different answers is compared with libvips' rendering, 0 for none"),
      .optional(
        "traffic", .mapping(traffic), "when requests are due, and over what they go"),
      .optional(
        "processes", .integer(ResourceLimits.Bounds.processes.range),
        "processes of every server, instead of what its descriptor says"),
      .optional("server-cpus", .text(.cpuSet), "processors of each server, such as 0-1,3"),
      .optional("server-memory", .text(.memorySize), "most memory of each server, such as 2g"),
      .optional("generator-cpus", .text(.cpuSet), "processors of the load generator"),
      .optional(
        "fail-if", .list(of: .text(.threshold), atLeast: 1),
        "conditions that must not hold, such as 'p99(crop) > 500ms'; one that does fails the run"),
    ],
    groups: [
      KeyGroup(
        keys: ["concurrency", "rate", "replay-speed"],
        absence: "there is no load; add 'concurrency', 'rate' or 'replay-speed'"),
      KeyGroup(keys: ["duration", "iterations"], isExclusive: true),
    ])

  private typealias Standard = Study.Standard

  /// The word for a number that the program chooses.
  package static let automatic = "auto"

  private static let images = MappingRule(keys: [
    .required(
      "source", .text(.imageSource),
      "'sample', 'sample-large', the path of a folder or the address of a manifest"),
    .optional(
      "count", .integer(Study.Bounds.count.range), "how many pictures are used; all if missing"),
  ])

  private static let traffic = MappingRule(keys: [
    .optional(
      "arrivals", .choice(Schedule.Arrivals.allCases.map(\.rawValue)),
      default: .string(Traffic().arrivals.rawValue), "how the due times of open loads are spaced"),
    .optional(
      "think-time", .number(Traffic.Bounds.thinkTime.range), default: .number(Traffic().thinkTime),
      "seconds that a user of a closed load waits before the next iteration"),
    .optional(
      "stages", .list(of: .mapping(stage), atLeast: 1, repeats: true),
      "how the load changes within the window: ramps, steps, spikes"),
    .optional(
      "precision", .mapping(precision),
      "close the window as soon as a percentile is known so well; 'duration' is the longest then"),
    .optional(
      "threads", .integer(Traffic.Bounds.threads.range), default: .integer(Traffic().threads),
      "event loops of the load generator"),
    .optional(
      "maximum-connections", .integer(Traffic.Bounds.maximumConnections.range),
      default: .integer(Traffic().maximumConnections),
      "connections that an open load may hold"),
    .optional(
      "requests-per-connection", .integer(Traffic.Bounds.requestsPerConnection.range),
      "requests after which a connection is closed; kept if missing"),
    .optional(
      "streams-per-connection", .integer(Traffic.Bounds.streamsPerConnection.range),
      default: .integer(Traffic().streamsPerConnection),
      "the most concurrent requests on one connection of HTTP/2"),
    .optional(
      "maximum-redirects", .integer(Traffic.Bounds.maximumRedirects.range),
      default: .integer(Traffic().maximumRedirects),
      "the most redirects that are followed; operations that expect a redirect need 0"),
    .optional(
      "http", .choice(HTTPVersion.allCases.map(\.rawValue)),
      default: .string(Traffic().http.rawValue), "the version of HTTP"),
    .optional(
      "ca-file", .text(.line), "a file of certificates that are trusted instead of the system's"),
    .optional(
      "verify-certificate", .boolean, default: .boolean(Traffic().verifiesCertificate),
      "whether a server's certificate has to be trusted"),
    .optional(
      "timeout", .number(Traffic.Bounds.timeout.range), default: .number(Traffic().timeout),
      "seconds after which an answer that is not complete has failed"),
  ])

  private static let stage = MappingRule(keys: [
    .required("duration", .number(Traffic.Bounds.stageDuration.range), "seconds"),
    .required(
      "from", .number(Traffic.Bounds.stageLevel.range), "the share of the load at its beginning"),
    .required(
      "to", .number(Traffic.Bounds.stageLevel.range), "the share of the load at its end"),
  ])

  private static let precision = MappingRule(keys: [
    .optional(
      "percentile", .number(Traffic.Bounds.percentile.range), default: .number(50),
      "the percentile of the response time: 50 is the median"),
    .required(
      "width", .number(Traffic.Bounds.precision.range),
      "the width of its 95 % interval in relation to its value"),
  ])
}
