public import IIIF

/// A server, in one of its variants, as its file in `servers.d/` describes it.
///
/// A descriptor is data: making one starts nothing and reads nothing but YAML. Texts that may hold
/// placeholders (`{port}`, `{images}`) are kept as written; ``LaunchValues`` fills them in.
public struct ServerDescriptor: Codable, Hashable, Sendable {
  /// The name of the variant that every server has: the descriptor without overrides.
  public static let defaultVariant = "default"

  /// The server's name, which is the file's name without `.yaml`.
  public var name: String
  /// The variant, or ``defaultVariant``.
  public var variant: String
  /// The server's name as its authors write it.
  public var title: String
  /// Where its authors publish it.
  public var homepage: String
  /// SPDX expression of its licence.
  public var licence: String
  /// The version that the descriptor starts.
  public var version: String
  /// The versions of the Image API that it offers, at most one a major version.
  public var api: [APISupport]
  /// The families of source files that it reads.
  public var sources: [SourceFamily]
  /// How an image's path becomes its identifier.
  public var identifier: IdentifierRule
  /// How it runs in a container; nil where it does not.
  public var container: ContainerRecipe?
  /// How it runs as a local process; nil where it does not.
  public var process: ProcessRecipe?
  /// Configuration files, as paths relative to ``filesFolder``; their text is filled in and put into
  /// the folder that `{files}` stands for.
  public var files: [String]
  /// The folder of those files, where it is not called like the server; nil otherwise.
  public var folder: String?
  /// Processes or threads that answer requests.
  public var workers: Workers
  /// How long it may take until it answers the first image request.
  public var startLimit: Seconds
  /// Quality of its JPEG output.
  public var jpegQuality: JPEGQuality
  /// Limits of its output.
  public var limits: OutputLimits
  /// How its caches are switched off: one sentence each.
  public var caches: [String]
  /// Caches that cannot be switched off: one sentence each; nil where there is none.
  public var fixedCaches: [String]?
  /// Known quirks, with their source.
  public var notes: [String]

  /// The folder beside the descriptor in which its configuration files lie.
  public var filesFolder: String { folder ?? name }

  /// `name@variant`, or the name alone for the default variant.
  public var label: String {
    variant == Self.defaultVariant ? name : "\(name)@\(variant)"
  }
}

/// A duration in seconds, as it stands in descriptors, studies and results.
public typealias Seconds = Double

/// A version of the Image API as a server offers it.
public struct APISupport: Codable, Hashable, Sendable {
  /// The version.
  public var version: APIVersion
  /// The path before the identifier, with its leading and without a trailing slash: `/iiif/2`.
  public var prefix: String
  /// The compliance level that it claims.
  public var level: ComplianceLevel
  /// The word that it takes for full size.
  public var fullSize: FullSizeToken
  /// Features beyond the level.
  public var extra: Set<Feature>
  /// Features of the level that it lacks.
  public var lacks: Set<Feature>

  /// Creates a version's support.
  public init(
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
  public var features: Set<Feature> {
    level.features(in: version).union(extra).subtracting(lacks)
  }
}

/// How an image's path becomes its identifier.
public struct IdentifierRule: Codable, Hashable, Sendable {
  /// How slashes within an identifier are written in a URI.
  public enum Slashes: Codable, Hashable, Sendable {
    /// As they are.
    case raw
    /// As `%2F`.
    case encoded
    /// As another text, which is percent-encoded in its turn.
    case substituted(String)
  }

  /// How image files lie in the folder that the server is given.
  public enum Layout: String, Codable, Hashable, Sendable, CaseIterable {
    /// `FORMAT/DIRECTORY/NAME.EXTENSION`.
    case tree
    /// All in one folder, `FORMAT_DIRECTORY_NAME.EXTENSION`, for servers without sub-folders.
    case flat
  }

  /// A text with `{path}`, or with `{directory}`, `{name}`, `{extension}` and `{index}`.
  ///
  /// `{path}` is the file's path below the image folder, `{directory}` its folder with a trailing
  /// slash or nothing, `{name}` the file name without extension, `{index}` the image's number.
  public var template: String
  /// How slashes are written.
  public var slashes: Slashes
  /// How the files lie.
  public var layout: Layout

  /// Creates a rule.
  public init(template: String, slashes: Slashes, layout: Layout) {
    self.template = template
    self.slashes = slashes
    self.layout = layout
  }
}

/// How a server runs in a container.
public struct ContainerRecipe: Codable, Hashable, Sendable {
  /// Where its image comes from.
  public enum Image: Codable, Hashable, Sendable {
    /// From a registry.
    case reference(String)
    /// From a Dockerfile; the context is a path relative to `servers.d/`, `arguments` are build
    /// arguments.
    case build(context: String, dockerfile: String, arguments: [String: String])
  }

  /// Where the image comes from.
  public var image: Image
  /// The port on which the server listens inside the container; `{port}` there.
  public var port: Int
  /// The command and its arguments; empty for the image's own.
  public var command: [String]
  /// Environment variables.
  public var environment: [String: String]
  /// Where the image folder is mounted, read-only; `{images}` there.
  public var images: String
  /// Where the configuration files are mounted, read-only; `{files}` there.
  public var files: String
}

/// How a server runs as a local process.
public struct ProcessRecipe: Codable, Hashable, Sendable {
  /// The command and its arguments.
  public var command: [String]
  /// Environment variables.
  public var environment: [String: String]
  /// Debian packages that bring the programs.
  public var aptPackages: [String]
  /// PyPI requirements, put into a virtual environment whose programs come first in the `PATH`.
  public var pypiPackages: [String]
}

/// What answers a server's requests.
public struct Workers: Codable, Hashable, Sendable {
  /// The unit of parallel work.
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// Processes.
    case process
    /// Threads of one process.
    case thread
  }

  /// The unit.
  public var kind: Kind
  /// How many; `{workers}` in texts.
  public var count: Int
}

/// Quality of a server's JPEG output.
public struct JPEGQuality: Codable, Hashable, Sendable {
  /// The quality on libjpeg's scale from 1 to 100, `{quality}` in texts; nil when not known.
  public var value: Int?
  /// Whether it can be set.
  public var settable: Bool
}

/// Limits of a server's output.
public struct OutputLimits: Codable, Hashable, Sendable {
  /// What a server does beyond its limit.
  public enum Behaviour: String, Codable, Hashable, Sendable, CaseIterable {
    /// Answers with a smaller image.
    case shrink
    /// Refuses the request.
    case refuse
  }

  /// The longest side in pixels; nil without a limit.
  public var maximumSide: Int?
  /// The most pixels; nil without a limit.
  public var maximumPixels: Int?
  /// What happens beyond; nil without a limit.
  public var beyond: Behaviour?
}
