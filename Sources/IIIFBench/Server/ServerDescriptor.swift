package import IIIF

/// A variant of a server, as described by its file in `servers.d/`.
///
/// A descriptor is data: loading one starts nothing. Texts keep their placeholders (`{port}`,
/// `{images}`), which a start replaces.
package struct ServerDescriptor: Codable, Hashable, Sendable {
  /// The name of the variant without overrides, which every server has.
  package static let defaultVariant = "default"

  /// The server's name, equal to the file's name without `.yaml`.
  package var name: String
  /// The variant, or ``defaultVariant``.
  package var variant: String
  /// The server's name as its authors write it.
  package var title: String
  /// The address of its project.
  package var homepage: String
  /// The SPDX expression of its licence.
  package var licence: String
  /// The version that the descriptor starts.
  package var version: String
  /// The versions of the Image API that it offers, at most one per major version.
  package var api: [APISupport]
  /// The families of source files that it reads.
  package var sources: [SourceFamily]
  /// What it cannot do with the files of some families; nil without limits.
  package var sourceLimits: [SourceLimits]?
  /// The families whose file is the answer to a request for the whole picture in the file's own
  /// format; nil if there is none.
  package var passesSourceThrough: [SourceFamily]?
  /// The rule that makes identifiers from paths.
  package var identifier: IdentifierRule
  /// How it runs in a container; nil if it cannot.
  package var container: ContainerRecipe?
  /// How it runs as a local process; nil if it cannot.
  package var process: ProcessRecipe?
  /// Configuration files, as paths relative to ``filesFolder``; a start renders them into the folder
  /// `{files}`.
  package var files: [String]
  /// The folder of those files if it differs from the server's name.
  package var folder: String?
  /// The processes or threads that answer requests.
  package var workers: Workers
  /// The time limit for the first answer to an image request.
  package var startLimit: Seconds
  /// The time for which a fresh start is warmed up by all of its operations before anything is
  /// measured; nil for servers that are as fast from the start, unlike virtual machines that compile
  /// while they run.
  package var startWarmUp: Seconds?
  /// What its log proves about a start; nil if nothing.
  package var log: LogRules?
  /// Header fields of every request to it; nil if there are none.
  package var headers: [RequestHeader]?
  /// The quality of its JPEG output.
  package var jpegQuality: JPEGQuality
  /// The limits of its output.
  package var limits: OutputLimits
  /// How its caches are switched off, one sentence each.
  package var caches: [String]
  /// Whether its caches are on and measured on purpose.
  package var wantsCaches: Bool
  /// How its answers say whether they come from a cache; nil for ``CacheHitRule/common``.
  package var cacheHits: CacheHitRule?
  /// Caches that cannot be switched off, one sentence each; nil if there are none.
  package var fixedCaches: [String]?
  /// Known quirks with their sources.
  package var notes: [String]
  /// Notes that stand beside the cells that they concern; nil if there are none.
  package var remarks: [ScopedNote]?

  /// Creates a descriptor.
  package init(
    name: String, variant: String, title: String, homepage: String, licence: String,
    version: String, api: [APISupport], sources: [SourceFamily],
    sourceLimits: [SourceLimits]? = nil, passesSourceThrough: [SourceFamily]? = nil,
    identifier: IdentifierRule, container: ContainerRecipe? = nil, process: ProcessRecipe? = nil,
    files: [String], folder: String? = nil, workers: Workers, startLimit: Seconds,
    startWarmUp: Seconds? = nil, log: LogRules? = nil, headers: [RequestHeader]? = nil,
    jpegQuality: JPEGQuality, limits: OutputLimits, caches: [String], wantsCaches: Bool = false,
    cacheHits: CacheHitRule? = nil, fixedCaches: [String]? = nil, notes: [String],
    remarks: [ScopedNote]? = nil
  ) {
    self.name = name
    self.variant = variant
    self.title = title
    self.homepage = homepage
    self.licence = licence
    self.version = version
    self.api = api
    self.sources = sources
    self.sourceLimits = sourceLimits
    self.passesSourceThrough = passesSourceThrough
    self.identifier = identifier
    self.container = container
    self.process = process
    self.files = files
    self.folder = folder
    self.workers = workers
    self.startLimit = startLimit
    self.startWarmUp = startWarmUp
    self.log = log
    self.headers = headers
    self.jpegQuality = jpegQuality
    self.limits = limits
    self.caches = caches
    self.wantsCaches = wantsCaches
    self.cacheHits = cacheHits
    self.fixedCaches = fixedCaches
    self.notes = notes
    self.remarks = remarks
  }

  /// The folder next to the descriptor that contains its configuration files.
  package var filesFolder: String { folder ?? name }

  /// `name@variant`, or the name alone for the default variant.
  package var label: String {
    variant == Self.defaultVariant ? name : "\(name)@\(variant)"
  }
}

/// A duration in seconds, as written in descriptors, studies and results.
package typealias Seconds = Double

/// A server's support for a version of the Image API.
package struct APISupport: Codable, Hashable, Sendable {
  /// The version.
  package var version: APIVersion
  /// The path before the identifier, with a leading and without a trailing slash, `/iiif/2`, or with
  /// the query of a server without rewritten addresses, `/fcgi-bin/iipsrv.fcgi?IIIF=`.
  package var prefix: String
  /// The compliance level that it claims.
  package var level: ComplianceLevel
  /// The keyword for full size.
  package var fullSize: FullSizeToken
  /// Features beyond the level.
  package var extra: Set<Feature>
  /// Features of the level that it lacks.
  package var lacks: Set<Feature>

  /// Creates an entry.
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

  /// All features: those of the level and the extra ones, without those that it lacks.
  package var features: Set<Feature> {
    level.features(in: version).union(extra).subtracting(lacks)
  }
}

/// A rule that makes identifiers from the paths of image files.
package struct IdentifierRule: Codable, Hashable, Sendable {
  /// How a URI contains the slashes of an identifier.
  package enum Slashes: Codable, Hashable, Sendable {
    /// Unchanged.
    case raw
    /// As `%2F`.
    case encoded
    /// As another text, which is percent-encoded.
    case substituted(String)
  }

  /// The layout of the server's image folder.
  package enum Layout: String, Codable, Hashable, Sendable, CaseIterable {
    /// `FORMAT/DIRECTORY/NAME.EXTENSION`.
    case tree
    /// All files in one folder, `FORMAT_DIRECTORY_NAME.EXTENSION`, for servers without subfolders.
    case flat
  }

  /// How often an identifier is percent-encoded.
  package enum Encoding: String, Codable, Hashable, Sendable {
    /// As the specification says.
    case once
    /// Twice, for servers that decode it twice.
    case twice
    /// Not at all: the path is the identifier as it stands in URIs.
    case given

    /// The encodings that descriptors name.
    package static let allCases: [Encoding] = [.once, .twice]
  }

  /// A template with `{path}`, or with `{directory}`, `{name}`, `{extension}` and `{index}`.
  ///
  /// `{path}` is the file's path below the image folder, `{directory}` its folder with a trailing
  /// slash or nothing, `{name}` the file name without extension, `{index}` the image's number.
  package var template: String
  /// How slashes are encoded.
  package var slashes: Slashes
  /// The layout of the files.
  package var layout: Layout
  /// How often it is percent-encoded; nil for once.
  package var encoding: Encoding?
  /// Characters that it cannot hold; nil if it can hold all.
  package var refuses: [IdentifierCharacters]?

  /// Creates a rule.
  package init(
    template: String, slashes: Slashes, layout: Layout, encoding: Encoding? = nil,
    refuses: [IdentifierCharacters]? = nil
  ) {
    self.template = template
    self.slashes = slashes
    self.layout = layout
    self.encoding = encoding
    self.refuses = refuses
  }
}

/// How a server runs in a container.
package struct ContainerRecipe: Codable, Hashable, Sendable {
  /// The source of a container image.
  package enum Image: Codable, Hashable, Sendable {
    /// A registry.
    case reference(String)
    /// A Dockerfile; the context is relative to `servers.d/`, `arguments` are build arguments.
    case build(context: String, dockerfile: String, arguments: [String: String])
  }

  /// The source of the image.
  package var image: Image
  /// The port on which the server listens in the container, `{port}`.
  package var port: Int
  /// The command and its arguments; empty for the image's default.
  package var command: [String]
  /// Environment variables.
  package var environment: [String: String]
  /// The read-only mount point of the image folder, `{images}`.
  package var images: String
  /// The read-only mount point of the configuration files, `{files}`.
  package var files: String
  /// Further settings; nil for those of every container.
  package var settings: ContainerSettings?

  /// Creates a recipe.
  package init(
    image: Image, port: Int, command: [String], environment: [String: String], images: String,
    files: String, settings: ContainerSettings? = nil
  ) {
    self.image = image
    self.port = port
    self.command = command
    self.environment = environment
    self.images = images
    self.files = files
    self.settings = settings
  }
}

/// How a server runs as a local process.
package struct ProcessRecipe: Codable, Hashable, Sendable {
  /// The command and its arguments.
  package var command: [String]
  /// Environment variables.
  package var environment: [String: String]
  /// The Debian packages that contain the programs.
  package var aptPackages: [String]
  /// PyPI requirements, installed into a virtual environment that comes first in the `PATH`.
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

/// The processes or threads that answer a server's requests.
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
  /// The number, `{workers}`.
  package var count: Int

  /// Creates a number of workers.
  package init(
    kind: Kind, count: Int
  ) {
    self.kind = kind
    self.count = count
  }
}

/// The quality of a server's JPEG output.
package struct JPEGQuality: Codable, Hashable, Sendable {
  /// The quality on libjpeg's scale from 1 to 100, `{quality}`; nil if unknown.
  package var value: Int?
  /// Whether it can be changed.
  package var settable: Bool

  /// Creates a quality.
  package init(
    value: Int? = nil, settable: Bool
  ) {
    self.value = value
    self.settable = settable
  }
}

/// The limits of a server's output.
package struct OutputLimits: Codable, Hashable, Sendable {
  /// A server's behaviour beyond its limits.
  package enum Behaviour: String, Codable, Hashable, Sendable, CaseIterable {
    /// It answers with a smaller image.
    case shrink
    /// It refuses the request.
    case refuse
  }

  /// The maximum side in pixels; nil for no limit.
  package var maximumSide: Int?
  /// The maximum number of pixels; nil for no limit.
  package var maximumPixels: Int?
  /// The behaviour beyond the limits; nil for no limit.
  package var beyond: Behaviour?
  /// The time after which the server itself gives up an answer; nil without one.
  package var timeout: Seconds?
  /// The maximum number of requests that wait in the server; nil without a limit.
  package var queue: Int?

  /// Creates limits.
  package init(
    maximumSide: Int? = nil, maximumPixels: Int? = nil, beyond: Behaviour? = nil,
    timeout: Seconds? = nil, queue: Int? = nil
  ) {
    self.maximumSide = maximumSide
    self.maximumPixels = maximumPixels
    self.beyond = beyond
    self.timeout = timeout
    self.queue = queue
  }
}
