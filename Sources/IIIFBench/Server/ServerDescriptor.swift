package import IIIF

/// A server, in one of its variants, as its file in `servers.d/` describes it.
///
/// A descriptor is data: making one starts nothing and reads nothing but YAML. Texts that may hold
/// placeholders (`{port}`, `{images}`) are kept as written; ``LaunchValues`` fills them in.
package struct ServerDescriptor: Codable, Hashable, Sendable {
  /// The name of the variant that every server has: the descriptor without overrides.
  package static let defaultVariant = "default"

  /// The server's name, which is the file's name without `.yaml`.
  package var name: String
  /// The variant, or ``defaultVariant``.
  package var variant: String
  /// The server's name as its authors write it.
  package var title: String
  /// Where its authors publish it.
  package var homepage: String
  /// SPDX expression of its licence.
  package var licence: String
  /// The version that the descriptor starts.
  package var version: String
  /// The versions of the Image API that it offers, at most one a major version.
  package var api: [APISupport]
  /// The families of source files that it reads.
  package var sources: [SourceFamily]
  /// How an image's path becomes its identifier.
  package var identifier: IdentifierRule
  /// How it runs in a container; nil where it does not.
  package var container: ContainerRecipe?
  /// How it runs as a local process; nil where it does not.
  package var process: ProcessRecipe?
  /// Configuration files, as paths relative to ``filesFolder``; their text is filled in and put into
  /// the folder that `{files}` stands for.
  package var files: [String]
  /// The folder of those files, where it is not called like the server; nil otherwise.
  package var folder: String?
  /// Processes or threads that answer requests.
  package var workers: Workers
  /// How long it may take until it answers the first image request.
  package var startLimit: Seconds
  /// Quality of its JPEG output.
  package var jpegQuality: JPEGQuality
  /// Limits of its output.
  package var limits: OutputLimits
  /// How its caches are switched off: one sentence each.
  package var caches: [String]
  /// Caches that cannot be switched off: one sentence each; nil where there is none.
  package var fixedCaches: [String]?
  /// Known quirks, with their source.
  package var notes: [String]

  /// Creates a server descriptor.
  package init(
    name: String, variant: String, title: String, homepage: String, licence: String,
    version: String, api: [APISupport], sources: [SourceFamily], identifier: IdentifierRule,
    container: ContainerRecipe? = nil, process: ProcessRecipe? = nil, files: [String],
    folder: String? = nil, workers: Workers, startLimit: Seconds, jpegQuality: JPEGQuality,
    limits: OutputLimits, caches: [String], fixedCaches: [String]? = nil, notes: [String]
  ) {
    self.name = name
    self.variant = variant
    self.title = title
    self.homepage = homepage
    self.licence = licence
    self.version = version
    self.api = api
    self.sources = sources
    self.identifier = identifier
    self.container = container
    self.process = process
    self.files = files
    self.folder = folder
    self.workers = workers
    self.startLimit = startLimit
    self.jpegQuality = jpegQuality
    self.limits = limits
    self.caches = caches
    self.fixedCaches = fixedCaches
    self.notes = notes
  }
  /// The folder beside the descriptor in which its configuration files lie.
  package var filesFolder: String { folder ?? name }

  /// `name@variant`, or the name alone for the default variant.
  package var label: String {
    variant == Self.defaultVariant ? name : "\(name)@\(variant)"
  }
}

/// A duration in seconds, as it stands in descriptors, studies and results.
package typealias Seconds = Double

/// A version of the Image API as a server offers it.
package struct APISupport: Codable, Hashable, Sendable {
  /// The version.
  package var version: APIVersion
  /// The path before the identifier, with its leading and without a trailing slash: `/iiif/2`.
  package var prefix: String
  /// The compliance level that it claims.
  package var level: ComplianceLevel
  /// The word that it takes for full size.
  package var fullSize: FullSizeToken
  /// Features beyond the level.
  package var extra: Set<Feature>
  /// Features of the level that it lacks.
  package var lacks: Set<Feature>

  /// Creates a version's support.
  package init(
    version: APIVersion, prefix: String, level: ComplianceLevel, fullSize: FullSizeToken,
    extra: Set<Feature> = [], lacks: Set<Feature> = []
  ) {
    self.version = version
    self.prefix = prefix
    self.level = level
    self.fullSize = fullSize
    self.extra = extra
    self.lacks = lacks
  }

  /// All features that it offers: those of its level and the extra ones, without the lacking.
  package var features: Set<Feature> {
    level.features(in: version).union(extra).subtracting(lacks)
  }
}

/// How an image's path becomes its identifier.
package struct IdentifierRule: Codable, Hashable, Sendable {
  /// How slashes within an identifier are written in a URI.
  package enum Slashes: Codable, Hashable, Sendable {
    /// As they are.
    case raw
    /// As `%2F`.
    case encoded
    /// As another text, which is percent-encoded in its turn.
    case substituted(String)
  }

  /// How image files lie in the folder that the server is given.
  package enum Layout: String, Codable, Hashable, Sendable, CaseIterable {
    /// `FORMAT/DIRECTORY/NAME.EXTENSION`.
    case tree
    /// All in one folder, `FORMAT_DIRECTORY_NAME.EXTENSION`, for servers without sub-folders.
    case flat
  }

  /// A text with `{path}`, or with `{directory}`, `{name}`, `{extension}` and `{index}`.
  ///
  /// `{path}` is the file's path below the image folder, `{directory}` its folder with a trailing
  /// slash or nothing, `{name}` the file name without extension, `{index}` the image's number.
  package var template: String
  /// How slashes are written.
  package var slashes: Slashes
  /// How the files lie.
  package var layout: Layout

  /// Creates a rule.
  package init(template: String, slashes: Slashes, layout: Layout) {
    self.template = template
    self.slashes = slashes
    self.layout = layout
  }
}

/// How a server runs in a container.
package struct ContainerRecipe: Codable, Hashable, Sendable {
  /// Where its image comes from.
  package enum Image: Codable, Hashable, Sendable {
    /// From a registry.
    case reference(String)
    /// From a Dockerfile; the context is a path relative to `servers.d/`, `arguments` are build
    /// arguments.
    case build(context: String, dockerfile: String, arguments: [String: String])
  }

  /// Where the image comes from.
  package var image: Image
  /// The port on which the server listens inside the container; `{port}` there.
  package var port: Int
  /// The command and its arguments; empty for the image's own.
  package var command: [String]
  /// Environment variables.
  package var environment: [String: String]
  /// Where the image folder is mounted, read-only; `{images}` there.
  package var images: String
  /// Where the configuration files are mounted, read-only; `{files}` there.
  package var files: String

  /// Creates a container recipe.
  package init(
    image: Image, port: Int, command: [String], environment: [String: String], images: String,
    files: String
  ) {
    self.image = image
    self.port = port
    self.command = command
    self.environment = environment
    self.images = images
    self.files = files
  }
}

/// How a server runs as a local process.
package struct ProcessRecipe: Codable, Hashable, Sendable {
  /// The command and its arguments.
  package var command: [String]
  /// Environment variables.
  package var environment: [String: String]
  /// Debian packages that bring the programs.
  package var aptPackages: [String]
  /// PyPI requirements, put into a virtual environment whose programs come first in the `PATH`.
  package var pypiPackages: [String]

  /// Creates a process recipe.
  package init(
    command: [String], environment: [String: String], aptPackages: [String], pypiPackages: [String]
  ) {
    self.command = command
    self.environment = environment
    self.aptPackages = aptPackages
    self.pypiPackages = pypiPackages
  }
}

/// What answers a server's requests.
package struct Workers: Codable, Hashable, Sendable {
  /// The unit of parallel work.
  package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// Processes.
    case process
    /// Threads of one process.
    case thread
  }

  /// The unit.
  package var kind: Kind
  /// How many; `{workers}` in texts.
  package var count: Int

  /// Creates a workers.
  package init(
    kind: Kind, count: Int
  ) {
    self.kind = kind
    self.count = count
  }
}

/// Quality of a server's JPEG output.
package struct JPEGQuality: Codable, Hashable, Sendable {
  /// The quality on libjpeg's scale from 1 to 100, `{quality}` in texts; nil when not known.
  package var value: Int?
  /// Whether it can be set.
  package var settable: Bool

  /// Creates a j p e g quality.
  package init(
    value: Int? = nil, settable: Bool
  ) {
    self.value = value
    self.settable = settable
  }
}

/// Limits of a server's output.
package struct OutputLimits: Codable, Hashable, Sendable {
  /// What a server does beyond its limit.
  package enum Behaviour: String, Codable, Hashable, Sendable, CaseIterable {
    /// Answers with a smaller image.
    case shrink
    /// Refuses the request.
    case refuse
  }

  /// The longest side in pixels; nil without a limit.
  package var maximumSide: Int?
  /// The most pixels; nil without a limit.
  package var maximumPixels: Int?
  /// What happens beyond; nil without a limit.
  package var beyond: Behaviour?

  /// Creates an output limits.
  package init(
    maximumSide: Int? = nil, maximumPixels: Int? = nil, beyond: Behaviour? = nil
  ) {
    self.maximumSide = maximumSide
    self.maximumPixels = maximumPixels
    self.beyond = beyond
  }
}
