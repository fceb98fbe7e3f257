public import Foundation

/// Everything that a run measured and what is needed to judge and repeat it: `result.json`.
public struct BenchmarkResult: Codable, Sendable {
  /// Name and version of the file's schema.
  public struct Schema: Codable, Hashable, Sendable {
    /// Always `iiif-bench-result`.
    public var name = "iiif-bench-result"
    /// Raised when the meaning of a field changes, not when fields are added.
    public var version = 1

    /// The schema that this program writes.
    public init() {}
  }

  /// Name and version of the schema.
  public var schema = Schema()
  /// The program that wrote the file.
  public var tool: ToolRecord
  /// The machine that ran it.
  public var host: HostRecord
  /// The study, with everything that flags replaced.
  public var study: Study
  /// The seed of the order and of all requests.
  public var seed: UInt64
  /// The command line that repeats the run.
  public var command: [String]
  /// When the run began.
  public var started: Date
  /// When it ended; nil while it runs or when it was cut off.
  public var ended: Date?
  /// The servers.
  public var servers: [ServerRecord]
  /// The pictures and their files.
  public var images: Dataset
  /// What was found out after each start, in their order; nil in results of versions that did not
  /// look.
  public var starts: [StartRecord]? = []
  /// The measurements, in the order in which they were made.
  public var cells: [CellResult]
  /// What the reader must know before comparing, one sentence each.
  public var warnings: [String]

  /// Creates a result.
  public init(
    tool: ToolRecord, host: HostRecord, study: Study, seed: UInt64, command: [String],
    started: Date, ended: Date?, servers: [ServerRecord], images: Dataset, cells: [CellResult],
    warnings: [String]
  ) {
    self.tool = tool
    self.host = host
    self.study = study
    self.seed = seed
    self.command = command
    self.started = started
    self.ended = ended
    self.servers = servers
    self.images = images
    self.cells = cells
    self.warnings = warnings
  }
}

/// The program that made a result.
public struct ToolRecord: Codable, Hashable, Sendable {
  /// Always `iiif-bench`.
  public var name = "iiif-bench"
  /// Its version.
  public var version: String
  /// Version of libcurl, as `curl_version` gives it.
  public var libcurl: String
  /// Version of the Swift compiler that built it.
  public var swift: String

  /// Creates a record.
  public init(version: String, libcurl: String, swift: String) {
    self.version = version
    self.libcurl = libcurl
    self.swift = swift
  }
}

/// The machine that made a result.
public struct HostRecord: Codable, Hashable, Sendable {
  /// Operating system, as `/etc/os-release` names it.
  public var system: String
  /// Kernel release.
  public var kernel: String
  /// Processor model.
  public var processor: String
  /// Processors that the run could use.
  public var processors: Int
  /// Memory in bytes.
  public var memory: Int

  /// Creates a record.
  public init(system: String, kernel: String, processor: String, processors: Int, memory: Int) {
    self.system = system
    self.kernel = kernel
    self.processor = processor
    self.processors = processors
    self.memory = memory
  }
}

/// A server of a result.
public struct ServerRecord: Codable, Sendable {
  /// What was started, with all of its settings.
  public var descriptor: ServerDescriptor
  /// SHA-256 of the descriptor's file, in hexadecimal.
  public var descriptorHash: String
  /// What started it.
  public var runtime: Runtime
  /// The version of the Image API that it was asked in.
  public var api: APISupport
  /// Digest of the image, or versions of the packages.
  public var provenance: [String: String]

  /// Creates a record.
  public init(
    descriptor: ServerDescriptor, descriptorHash: String, runtime: Runtime, api: APISupport,
    provenance: [String: String]
  ) {
    self.descriptor = descriptor
    self.descriptorHash = descriptorHash
    self.runtime = runtime
    self.api = api
    self.provenance = provenance
  }
}
