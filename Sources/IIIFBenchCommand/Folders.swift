import Configuration
import Launching
import Measuring
import Support
import ArgumentParser
import Foundation
import IIIFBench

/// The folders of descriptors, studies and the cache.
struct Folders: ParsableArguments {
  @Option(help: "The folder with the server descriptors.", completion: .directory)
  var servers = "servers.d"

  @Option(help: "The folder with the studies.", completion: .directory)
  var studies = "studies.d"

  @Option(help: "The folder for images, environments and other cached files.")
  var cache = ".cache"

  var serversFolder: URL { URL(filePath: servers, directoryHint: .isDirectory) }
  var studiesFolder: URL { URL(filePath: studies, directoryHint: .isDirectory) }
  var cacheFolder: URL { URL(filePath: cache, directoryHint: .isDirectory) }

  /// Loads all descriptors.
  ///
  /// - Throws: ``CommandFailure`` after logging all problems.
  func descriptors() throws -> DescriptorCatalog {
    let catalog = DescriptorLoader().load(directory: serversFolder)
    try Self.refuse(catalog.diagnostics)
    return catalog
  }

  /// Loads a study by its name or by the path of its file.
  ///
  /// - Throws: ``StudySelectionError`` for an unknown name, ``CommandFailure`` after logging all
  ///   problems.
  func study(_ name: String) throws -> Study {
    let suffix = "." + DescriptorLoader.fileExtension
    guard name.hasSuffix(suffix) else {
      let catalog = StudyLoader().load(directory: studiesFolder)
      try Self.refuse(catalog.diagnostics)
      return try catalog.select(name).study
    }
    let catalog = StudyLoader().load(file: URL(filePath: name))
    try Self.refuse(catalog.diagnostics)
    let file = URL(filePath: name).lastPathComponent
    return try catalog.select(String(file.dropLast(suffix.count))).study
  }

  /// The registry of everything that this run starts; removes the remains of killed runs first.
  func registry(observer: any RunObserver) async throws -> RunRegistry {
    for remains in await RunRegistry.sweep(cache: cacheFolder) {
      observer.observe(.preparing("removing \(remains), left by an earlier run"))
    }
    return try RunRegistry(cache: cacheFolder)
  }

  /// Logs problems, by default the errors among them, and fails if one is an error.
  ///
  /// - Throws: ``CommandFailure``.
  static func refuse(_ diagnostics: [Diagnostic], showing shown: [Diagnostic]? = nil) throws {
    let errors = diagnostics.filter { $0.severity == .error }
    Log.current.report(shown ?? errors)
    guard !errors.isEmpty else { return }
    throw CommandFailure("nothing was started: fix these problems first", status: .failed)
  }
}
