/// The keys of a study: what the loader checks.
enum StudySchema {
  /// The word for everything that there is.
  static let everything = "all"

  /// The keys of the file.
  static let root = MappingRule(
    keys: [
      .required("question", .text(.line), "the question that the study answers, in one sentence"),
      .required(
        "servers", .either([.choice([everything]), .list(of: .text(.serverLabel), atLeast: 1)]),
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
        "formats", .either([.choice([everything]), .list(of: .text(.sourceFormat), atLeast: 1)]),
        "'all', or a list of source formats"),
      .optional(
        "concurrency", .list(of: .integer(1...100_000), atLeast: 1),
        "closed loads: a list of numbers of users"),
      .optional(
        "rate", .list(of: .number(0.01...1_000_000), atLeast: 1),
        "open loads: a list of iterations a second"),
      .optional(
        "pace", .list(of: .number(0.001...1000), atLeast: 1),
        "open loads at the times that an operation itself knows: a list of how many times as fast"),
      .optional(
        "images", .either([.text(.imageSource), .mapping(images)]),
        default: .string(Standard.images.source), "the pictures"),
      .optional(
        "api", .integer(2...3), default: .integer(Standard.api),
        "the major version of the Image API that servers are asked in"),
      .optional(
        "blocks", .integer(1...1000), default: .integer(Standard.blocks),
        "fresh starts of every server"),
      .optional(
        "duration", .number(0.1...86_400), default: .number(Standard.duration),
        "seconds of each measured window"),
      .optional(
        "iterations", .integer(1...1_000_000_000), "iterations of each measured window instead"),
      .optional(
        "warm-up", .number(0...86_400), default: .number(Standard.warmUp),
        "seconds of warm-up before each window"),
      .optional(
        "fail-if", .list(of: .text(.threshold), atLeast: 1),
        "conditions that must not hold, such as 'p99(crop) > 500ms'; one that does fails the run"),
    ],
    groups: [
      KeyGroup(
        keys: ["concurrency", "rate", "pace"],
        absence: "there is no load; add 'concurrency', 'rate' or 'pace'"),
      KeyGroup(keys: ["duration", "iterations"], isExclusive: true),
    ])

  private static let images = MappingRule(keys: [
    .required("source", .text(.imageSource), "'sample' or the path of a folder"),
    .optional("count", .integer(1...1_000_000), "how many pictures are used; all if missing"),
  ])

  /// What is taken for keys that are missing.
  enum Standard {
    static let images = StudyImages(source: "sample", count: nil)
    static let api = 2
    static let blocks = 5
    static let duration: Seconds = 10
    static let warmUp: Seconds = 2
  }
}

extension TextForm {
  /// A source format's name.
  static let sourceFormat = TextForm(
    expectation: "a source format: " + SourceFormat.common.map(\.name).joined(separator: ", ")
      + ", or another quality or ratio",
    pattern: SourceFormat.namePattern,
    candidates: SourceFormat.common.map(\.name)
  ) { text in
    SourceFormat(name: text) != nil
  }
}
