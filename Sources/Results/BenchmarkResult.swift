package import IIIFBench
package import Foundation

/// Everything that a run measured and what is needed to judge and repeat it: `result.json`.
package struct BenchmarkResult: Codable, Sendable {
  /// Name and version of the file's schema.
  package struct Schema: Codable, Hashable, Sendable {
    /// Always `iiif-bench-result`.
    package var name = "iiif-bench-result"
    /// Raised when the meaning of a field changes, not when fields are added.
    package var version = 1

    /// The schema that this program writes.
    package init() {}
  }

  /// Name and version of the schema.
  package var schema = Schema()
  /// The program that wrote the file.
  package var tool: ToolRecord
  /// The machine that ran it.
  package var host: HostRecord
  /// The study, with everything that flags replaced.
  package var study: Study
  /// The seed of the order and of all requests.
  package var seed: UInt64
  /// The command line that repeats the run.
  package var command: [String]
  /// When the run began.
  package var started: Date
  /// When it ended; nil while it runs or when it was cut off.
  package var ended: Date?
  /// Why the run ended; nil while it runs, and when its number of blocks was given.
  package var stopping: Stopping?
  /// The servers.
  package var servers: [ServerRecord]
  /// The pictures and their files.
  package var images: Dataset
  /// What was found out after each start, in their order; nil in results of versions that did not
  /// look.
  package var starts: [StartRecord]? = []
  /// The measurements, in the order in which they were made.
  package var cells: [CellResult]
  /// What the reader must know before comparing, one sentence each.
  package var warnings: [String]

  /// Creates a result.
  package init(
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
package struct ToolRecord: Codable, Hashable, Sendable {
  /// Always `iiif-bench`.
  package var name = "iiif-bench"
  /// Its version.
  package var version: String
  /// Version of libcurl, as `curl_version` gives it.
  package var libcurl: String
  /// Version of the Swift compiler that built it.
  package var swift: String
  /// How it was built; nil in results of versions that did not say.
  package var build: Build?

  /// How a program was built.
  package enum Build: String, Codable, Sendable {
    /// Without optimization: its figures mean little.
    case debug
    /// With optimization.
    case release
  }

  /// Creates a record.
  package init(version: String, libcurl: String, swift: String, build: Build? = nil) {
    self.version = version
    self.libcurl = libcurl
    self.swift = swift
    self.build = build
  }
}

/// The machine that made a result.
package struct HostRecord: Codable, Hashable, Sendable {
  /// Operating system, as `/etc/os-release` names it.
  package var system: String
  /// Kernel release.
  package var kernel: String
  /// Processor model.
  package var processor: String
  /// Processors that the run could use.
  package var processors: Int
  /// Memory in bytes.
  package var memory: Int

  /// Creates a record.
  package init(system: String, kernel: String, processor: String, processors: Int, memory: Int) {
    self.system = system
    self.kernel = kernel
    self.processor = processor
    self.processors = processors
    self.memory = memory
  }
}

/// A server of a result.
package struct ServerRecord: Codable, Sendable {
  /// What was started, with all of its settings.
  package var descriptor: ServerDescriptor
  /// SHA-256 of the descriptor's file, in hexadecimal.
  package var descriptorHash: String
  /// What started it.
  package var runtime: Runtime
  /// The version of the Image API that it was asked in.
  package var api: APISupport
  /// Digest of the image, or versions of the packages.
  package var provenance: [String: String]

  /// Creates a record.
  package init(
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
