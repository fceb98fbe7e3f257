import Support
package import IIIFBench
import IIIF

/// The keys of a descriptor, from which both the loader's checks and the JSON Schema are made.
package enum DescriptorSchema {
  /// The keys of the file.
  package static let root = MappingRule(keys: own.keys + [variants], groups: own.groups)

  /// The keys that variants cannot change.
  package static let fixedKeys = ["name"]

  /// The keys of the file except the variants.
  private static let own = MappingRule(
    keys: [
      .required("name", .text(.name), "the server's name, equal to the file's name without .yaml"),
      .required("title", .text(.line), "the server's name as its authors write it"),
      .required("homepage", .text(.address), "the address of its project"),
      .required("licence", .text(.line), "the SPDX expression of its licence"),
      .required("version", .text(.line), "the version that the descriptor starts, in quotes"),
      .required(
        "api", .mapping(api),
        "the versions of the Image API that it offers, at most one per major version"),
      .required(
        "sources", .list(of: families, atLeast: 1),
        "the families of source files that it reads"),
      .optional(
        "source-limits", .mapping(sourceLimits), "what it cannot do with the files of a family"),
      .optional(
        "passes-source-through", .list(of: families, atLeast: 1),
        "the families whose own file answers a request for the whole picture in its format"),
      .required(
        "identifier", .mapping(identifier), "the rule that makes identifiers from file paths"),
      .optional("container", .mapping(container), "how it runs in a container"),
      .optional("process", .mapping(process), "how it runs as a local process"),
      .optional(
        "files", .list(of: .text(.relativePath)), default: [],
        "configuration files in the folder NAME/ beside the descriptor, with placeholders"),
      .optional(
        "folder", .text(.name),
        "the folder of those files if it is not NAME/, such as that of another descriptor"),
      .optional("workers", .mapping(workers), "the processes or threads that answer requests"),
      .optional(
        "start-limit", .number(1...3600), default: .number(Standard.startLimit),
        "the time limit in seconds for the first answer to an image request"),
      .optional(
        "warm-up",
        .mapping(
          MappingRule(keys: [
            .required(
              "start", .number(1...3600),
              "seconds of unmeasured requests after each start, divided among its operations")
          ])),
        "the warm-up of servers that become faster while they run, such as those on a JVM"),
      .optional("log", .mapping(log), "what its log proves about a start"),
      .optional(
        "headers", .table(keys: .headerName, values: header),
        "header fields of every request to it, such as a token; results do not contain the values"),
      .optional("jpeg-quality", .mapping(jpegQuality), "the quality of its JPEG output"),
      .optional("limits", .mapping(limits), "the limits of its output"),
      .optional(
        "caches",
        .either([.choice([CacheUse.wanted.rawValue]), .list(of: .text(.line))]), default: [],
        "how its caches are switched off, one sentence each; or 'wanted' to measure them on purpose"
      ),
      .optional(
        "cache-hits", .mapping(cacheHits),
        "the header field by which its answers say that they come from a cache; by default "
          + CacheHitRule.common.map(\.field).joined(separator: ", ") + ", or else their time"),
      .optional(
        "fixed-caches", .list(of: .text(.line), atLeast: 1),
        "caches that cannot be switched off, one sentence each"),
      .optional(
        "notes", .list(of: .text(.line)), default: [], "known quirks, one sentence each"),
      .optional(
        "remarks", .list(of: .mapping(remark), atLeast: 1),
        "known quirks that are shown beside the figures that they concern"),
    ],
    groups: [
      KeyGroup(
        keys: ["container", "process"],
        absence: "the server cannot be started; add 'container', 'process' or both")
    ])

  private static let variants = KeyRule.optional(
    "variants",
    .table(keys: .name, values: .overrides(of: own, except: fixedKeys)),
    "other configurations of the server by name, each with the keys that it changes")

  private static let api = MappingRule(
    keys: APIVersion.allCases.map { version in
      .optional(
        version.rawValue, .mapping(support), "its support for Image API \(version.rawValue)")
    }, atLeast: 1)

  private static let support = MappingRule(keys: [
    .required("prefix", .text(.prefix), "the path before the identifier, such as /iiif/2"),
    .required(
      "level", .integer(0...(ComplianceLevel.allCases.count - 1)),
      "the compliance level that it claims"),
    .required(
      "full-size", .choice(FullSizeToken.allCases.map(\.rawValue)),
      "its keyword for full size"),
    .optional("extra", features, default: [], "features beyond the level"),
    .optional("lacks", features, default: [], "features of the level that it lacks"),
  ])

  private static let features = ValueRule.list(of: .choice(Feature.allCases.map(\.rawValue)))

  private static let identifier = MappingRule(keys: [
    .required(
      "template", .text(.line),
      "the identifier, with {path} or {directory}, {name}, {extension} and {index}"),
    .optional(
      "slashes",
      .either([
        .choice(["raw", "encoded"]),
        .mapping(
          MappingRule(keys: [
            .required("substitute", .text(.substitute), "the text that replaces a slash")
          ])),
      ]), default: .string(Standard.slashes), "how a URI contains the identifier's slashes"),
    .optional(
      "layout", .choice(IdentifierRule.Layout.allCases.map(\.rawValue)),
      default: .string(Standard.layout.rawValue), "the layout of the image folder"),
    .optional(
      "encoding", .choice(IdentifierRule.Encoding.allCases.map(\.rawValue)),
      default: .string(IdentifierRule.Encoding.once.rawValue), "how often it is percent-encoded"),
    .optional(
      "refuses", .list(of: .text(.identifierCharacters), atLeast: 1),
      "characters that it cannot hold, or a class: "
        + IdentifierCharacters.Class.allCases.map(\.rawValue).joined(separator: ", ")),
  ])

  private static let container = MappingRule(
    keys: [
      .optional("image", .text(.imageReference), "an image of a registry; or use 'build'"),
      .optional("build", .mapping(build), "a Dockerfile from which the image is built"),
      .required("port", .integer(1...65535), "the port on which it listens in the container"),
      .optional(
        "command", .list(of: .argument, repeats: true), default: [],
        "the command; by default the image's"),
      .optional("environment", environment, "environment variables"),
      .optional(
        "images", .text(.absoluteFolder), default: .string(Standard.imageFolder),
        "the mount point of the image folder"),
      .optional(
        "files", .text(.absoluteFolder), default: .string(Standard.fileFolder),
        "the mount point of the configuration files"),
      .optional(
        "init", .boolean, default: true,
        "whether an init process forwards signals and reaps children"),
      .optional("tmpfs", .list(of: .text(.absoluteFolder)), default: [], "folders in memory"),
      .optional("healthcheck", .choice(["none"]), "none switches the image's health check off"),
      .optional("shm-size", .text(.memorySize), "the size of /dev/shm, such as 256m"),
      .optional(
        "ulimits", .table(keys: .name, values: .integer(0...Int(Int32.max))),
        "limits of a process by name, such as nofile"),
    ],
    groups: [
      KeyGroup(
        keys: ["image", "build"], absence: "'container' has no image; add 'image' or 'build'",
        isExclusive: true)
    ])

  private static let build = MappingRule(keys: [
    .required(
      "context", .text(.relativePath), "the build context, relative to the descriptor's folder"),
    .optional(
      "dockerfile", .text(.relativePath), default: .string(Standard.dockerfile),
      "the Dockerfile in the build context"),
    .optional("arguments", environment, "build arguments"),
  ])

  private static let environment = ValueRule.table(keys: .variable, values: .argument)

  private static let process = MappingRule(keys: [
    .required(
      "command", .list(of: .argument, atLeast: 1, repeats: true), "the program and its arguments"),
    .optional("environment", environment, "environment variables"),
    .optional(
      "apt", .list(of: .text(.aptPackage)), default: [],
      "the Debian packages that contain the programs"),
    .optional(
      "pypi", .list(of: .text(.line)), default: [], "PyPI requirements, such as iiif==1.0.10"),
  ])

  private static let workers = MappingRule(keys: [
    .optional(
      "kind", .choice(Workers.Kind.allCases.map(\.rawValue)),
      default: .string(Standard.workers.kind.rawValue), "the unit of parallel work"),
    .optional(
      "count", .integer(ResourceLimits.Bounds.workers.range),
      default: .integer(Standard.workers.count), "the number"),
  ])

  private static let jpegQuality = MappingRule(keys: [
    .optional("value", .integer(1...100), "the quality on libjpeg's scale, if known"),
    .optional("settable", .boolean, default: false, "whether it is set with {quality}"),
  ])

  private static let limits = MappingRule(keys: [
    .optional("maximum-side", .integer(1...Int(Int32.max)), "the maximum side in pixels"),
    .optional("maximum-pixels", .integer(1...Int.max), "the maximum number of pixels"),
    .optional(
      "beyond", .choice(OutputLimits.Behaviour.allCases.map(\.rawValue)),
      "its behaviour beyond the limits"),
    .optional(
      "timeout", .number(0.1...86400), "seconds after which the server itself gives up an answer"),
    .optional(
      "queue", .integer(0...Int(Int32.max)),
      "the maximum number of requests that wait in the server"),
  ])

  private static let cacheHits = MappingRule(keys: [
    .required("field", .text(.fieldName), "the field's name, such as X-Cache"),
    .optional(
      "values", .list(of: .text(.line), atLeast: 1),
      default: .array(CacheHitRule.commonHits.map(JSONValue.string)),
      "words of which one is in the field's value if the answer comes from the cache"),
  ])

  private static let families = ValueRule.choice(SourceFamily.allCases.map(\.rawValue))

  private static let sourceLimits = MappingRule(
    keys: SourceFamily.allCases.map { family in
      .optional(
        family.rawValue, .mapping(sourceLimit), "what it cannot do with \(family.rawValue)")
    }, atLeast: 1)

  private static let sourceLimit = MappingRule(
    keys: [
      .optional("lacks", features, default: [], "features that it has, but not for these files"),
      .optional(
        "jpeg-compression", .boolean, default: true,
        "whether it reads such files with JPEG compression inside"),
      .optional(
        "maximum-pixels", .integer(1...Int.max),
        "the maximum number of pixels of a picture that it reads"),
    ], atLeast: 1)

  private static let log = MappingRule(
    keys: [
      .optional(
        "refuse", .list(of: .text(.line)), default: [], "texts of which no line may hold one"),
      .optional(
        "expect", .list(of: .text(.line)), default: [], "texts each of which a line must hold"),
    ], atLeast: 1)

  private static let header = ValueRule.either([
    .text(.line),
    .mapping(
      MappingRule(
        keys: [
          .optional("environment", .text(.variable), "the environment variable with the value"),
          .optional("file", .text(.line), "the file whose first line is the value"),
        ],
        groups: [
          KeyGroup(
            keys: ["environment", "file"],
            absence: "the header field has no value; add 'environment' or 'file'",
            isExclusive: true)
        ])),
  ])

  private static let remark = MappingRule(keys: [
    .required("note", .text(.line), "the note, in sentences"),
    .optional("sources", .list(of: families, atLeast: 1), "the families that it concerns"),
    .optional(
      "operations", .list(of: .text(.name), atLeast: 1), "the operations that it concerns"),
  ])

  /// The default values.
  package enum Standard {
    package static let startLimit: Seconds = 60
    package static let slashes = "encoded"
    package static let layout = IdentifierRule.Layout.tree
    package static let imageFolder = "/images"
    package static let fileFolder = "/etc/iiif-bench"
    package static let dockerfile = "Dockerfile"
    package static let workers = Workers(kind: .process, count: 1)
  }
}
