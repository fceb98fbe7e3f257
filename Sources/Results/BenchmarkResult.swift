package import IIIFBench
package import Foundation

/// The content of `result.json`: all measurements of a run and everything needed to repeat it.
package struct BenchmarkResult: Codable, Sendable {
  /// The schema of the file.
  package var schema = ResultSchema()
  /// The program that wrote the file.
  package var tool: ToolRecord
  /// The machine that ran it.
  package var host: HostRecord
  /// The study, including changes by flags.
  package var study: Study
  /// The seed of the order and of all requests.
  package var seed: UInt64
  /// The command line that repeats the run.
  package var command: [String]
  /// When the run began.
  package var started: Date
  /// When it ended; nil while it runs, or if it was interrupted.
  package var ended: Date?
  /// Why the run ended; nil while it runs, or if its number of blocks was fixed.
  package var stopping: Stopping?
  /// The servers.
  package var servers: [ServerRecord]
  /// The images and their files.
  package var images: Dataset
  /// The inspections after starts, in order.
  package var starts: [StartRecord] = []
  /// The measurements, in order.
  package var cells: [CellResult]
  /// The highest rates that keep the study's promise; empty without one.
  package var capacities: [Capacity] = []
  /// The costs of the encodings in which servers answered the same operation differently.
  package var encodingCosts: [EncodingCost] = []
  /// Warnings about the comparison, one sentence each.
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

/// The program that wrote a result.
package struct ToolRecord: Codable, Hashable, Sendable {
  /// Always `iiif-bench`.
  package var name = "iiif-bench"
  /// Its version.
  package var version: String
  /// The version string of `curl_version`.
  package var libcurl: String
  /// The version of the Swift compiler that built it.
  package var swift: String
  /// How it was built.
  package var build: Build

  /// A build configuration.
  package enum Build: String, Codable, Sendable {
    /// Without optimization; not suitable for measurements.
    case debug
    /// With optimization.
    case release
  }

  /// Creates a record.
  package init(version: String, libcurl: String, swift: String, build: Build) {
    self.version = version
    self.libcurl = libcurl
    self.swift = swift
    self.build = build
  }
}

/// The machine that ran a benchmark.
package struct HostRecord: Codable, Hashable, Sendable {
  /// The operating system, from `/etc/os-release`.
  package var system: String
  /// The kernel release.
  package var kernel: String
  /// The processor model.
  package var processor: String
  /// The number of available processors.
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
  /// The descriptor, with all settings.
  package var descriptor: ServerDescriptor
  /// The SHA-256 of the descriptor's file, in hexadecimal.
  package var descriptorHash: String
  /// The runtime that started it.
  package var runtime: Runtime
  /// The version of the Image API that requests used.
  package var api: APISupport
  /// The digest of the container image, or the versions of packages.
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
