import ChildProcess
package import IIIFBench
import Support
package import Foundation
import Glibc
import IIIF

/// Converts pictures to source formats and keeps files that are up to date.
///
/// Sources are never changed. A complete file is renamed into place and entered into the catalogue,
/// so that an interrupted conversion resumes.
package actor ImageConverter {
  /// A picture to convert.
  package struct Source: Hashable, Sendable {
    /// The picture's name, which names its files.
    package var name: String
    /// The path of its file in records and messages.
    package var path: String
    /// The file.
    package var file: URL

    /// Creates a picture to convert.
    package init(name: String, path: String, file: URL) {
      self.name = name
      self.path = path
      self.file = file
    }
  }

  private let root: URL
  private var catalogue: ImageCatalogue

  /// Creates a converter that keeps its files and their catalogue in a folder.
  package init(root: URL) {
    self.root = root
    catalogue = ImageCatalogue(folder: root)
  }

  /// Makes the missing files of every picture in every format.
  ///
  /// Nothing is written in `folder`, that of the sources. `progress` is called before a picture's
  /// files are made, with how many pictures are done and how many there are to do; it is not called
  /// when all is there. `damaged` is called for each file whose content is not the one that was made;
  /// it is made again.
  ///
  /// - Returns: The catalogue, which may hold other pictures and formats, too.
  /// - Throws: ``DatasetError`` with all pictures that cannot be read or that an encoder refuses,
  ///   after the others are made, ``ExternalProgramError``, or
  ///   `CancellationError`.
  package func convert(
    _ sources: [Source], to formats: [SourceFormat], folder: URL,
    damaged: @Sendable (_ path: String) -> Void = { _ in },
    progress: @escaping @Sendable (_ name: String, _ done: Int, _ total: Int) -> Void = { _, _, _ in
    }
  ) async throws -> ImageCatalogue {
    try checkThatSourcesAreSafe(sources, in: folder, formats: formats)
    for path in try await removeDamagedFiles(of: sources, in: formats) { damaged(path) }
    let work = sources.compactMap { source in
      let missing = formats.filter { !isMade(source, in: $0) }
      return missing.isEmpty ? nil : (source: source, formats: missing)
    }
    let outcomes = Outcomes()
    try await forEachConcurrently(work) { [self] source, formats in
      progress(source.path, await outcomes.finished, work.count)
      do {
        try await make(formats, of: source)
        await outcomes.succeed()
      } catch let error as UnreadableSource {
        await outcomes.fail(.init(path: source.path, detail: error.detail))
      }
    }
    let unreadable = await outcomes.unreadable
    guard unreadable.isEmpty else {
      let order = Dictionary(
        sources.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
      throw DatasetError.unreadableImages(
        folder: folder.path(percentEncoded: false),
        unreadable.sorted { order[$0.path, default: 0] < order[$1.path, default: 0] })
    }
    return catalogue
  }

  /// Refuses a folder in which files would become sources or replace them.
  private func checkThatSourcesAreSafe(
    _ sources: [Source], in folder: URL, formats: [SourceFormat]
  ) throws {
    let (home, place) = (folder.plainComponents, root.plainComponents)
    // Hidden folders are not searched for sources, so a cache may lie there.
    let becomesSource =
      place.starts(with: home) && !place.dropFirst(home.count).contains { $0.hasPrefix(".") }
    let originals = Set(sources.map(\.file.plainComponents))
    let replacesSource = sources.contains { source in
      formats.contains { format in
        originals.contains(
          root.appending(path: path(of: source, in: format)).plainComponents)
      }
    }
    if becomesSource || replacesSource {
      throw DatasetError.outputAmongSources(
        output: root.path(percentEncoded: false), folder: folder.path(percentEncoded: false))
    }
  }

  private nonisolated func path(of source: Source, in format: SourceFormat) -> String {
    "\(format.name)/\(source.name).\(format.fileExtension)"
  }

  private func isMade(_ source: Source, in format: SourceFormat) -> Bool {
    guard let picture = catalogue.pictures[source.name],
      picture.source == ImageCatalogue.Source(path: source.path, file: source.file),
      let made = picture.files[format.name]?.file,
      made.command
        == ConversionRecipe.commandLine(for: format, source: source.path, plain: picture.plain)
    else { return false }
    let file = root.appending(path: made.path)
    return ImageCatalogue.Source(path: made.path, file: file)?.bytes == made.bytes
  }

  /// Takes files with another content than the one that was made out of the catalogue.
  ///
  /// A server may have written to them, or the machine may have crashed.
  ///
  /// - Returns: Their paths.
  private func removeDamagedFiles(
    of sources: [Source], in formats: [SourceFormat]
  ) async throws -> [String] {
    let made = sources.flatMap { source in
      formats.filter { isMade(source, in: $0) }.map { (source: source.name, format: $0.name) }
    }
    let files = made.compactMap { catalogue.pictures[$0.source]?.files[$0.format]?.file }
    let sums = try await SHA256.hexadecimal(of: files.map { root.appending(path: $0.path) })
    var damaged: [String] = []
    for (index, file) in files.enumerated() where sums[index] != file.sha256 {
      catalogue.pictures[made[index].source]?.files[made[index].format] = nil
      damaged.append(file.path)
    }
    return damaged
  }

  private nonisolated func make(_ formats: [SourceFormat], of source: Source) async throws {
    try await withScratchFolder(in: root) { scratch in
      guard let state = ImageCatalogue.Source(path: source.path, file: source.file) else {
        throw UnreadableSource(detail: "the file is gone or may not be read")
      }
      let plain = try await plainPicture(of: source, in: scratch)
      var refused: [String] = []
      for format in formats {
        do {
          let result = try await file(of: plain, in: format, scratch: scratch)
          try await keep(result, format: format, of: source, state: state, plain: plain)
        } catch ExternalProgramError.failed(let program, let how, let lastLines) {
          let detail = lastLines.isEmpty ? how : lastLines.joined(separator: "; ")
          refused.append("\(format.name): \(program) refused it: \(detail)")
        }
      }
      guard refused.isEmpty else {
        throw UnreadableSource(detail: refused.joined(separator: "; "))
      }
    }
  }

  /// Makes the file of a plain picture in a format.
  private nonisolated func file(
    of plain: ConversionRecipe.Plain, in format: SourceFormat, scratch: URL
  ) async throws -> URL {
    let result = scratch.appending(path: "result.\(format.fileExtension)")
    if let command = ConversionRecipe.command(for: format, of: plain) {
      try await run(command, in: scratch, needed: plain.channels * plain.size.area)
    } else {
      try writing(in: root) {
        try FileManager.default.copyItem(at: scratch.appending(path: plain.file), to: result)
      }
    }
    return result
  }

  private nonisolated func plainPicture(
    of source: Source, in scratch: URL
  ) async throws -> ConversionRecipe.Plain {
    let path = source.file.path(percentEncoded: false)
    do {
      let original = try await ImageHeader(of: path, in: scratch)
      let needed = original.size.map { 3 * $0.area }
      try await run(
        ConversionRecipe.uprightCommand(source: path, isGrey: original.isGrey), in: scratch,
        needed: needed)
      let header = try await ImageHeader(of: ConversionRecipe.upright, in: scratch)
      guard let plain = header.plain else {
        throw UnreadableSource(detail: "it has neither one nor three channels of colour")
      }
      guard header.sampleType == "uchar" else {
        throw UnreadableSource(
          detail:
            "its samples are of the type \(header.sampleType), expected integers of 8 or 16 bits"
        )
      }
      if plain.hadTransparency {
        try await run(ConversionRecipe.opaqueCommand, in: scratch, needed: needed)
      }
      return plain
    } catch ExternalProgramError.failed(_, let how, let lastLines) {
      let detail = lastLines.isEmpty ? how : lastLines.joined(separator: "; ")
      throw UnreadableSource(detail: detail.replacing(path, with: source.path))
    }
  }

  /// Runs a step of a conversion; `needed` are the bytes that it writes without compression.
  private nonisolated func run(
    _ command: ConversionRecipe.Command, in scratch: URL, needed: Int?
  ) async throws {
    do {
      try await command.program.run(
        command.arguments, environment: ["VIPS_CONCURRENCY": "1"], directory: scratch)
    } catch ExternalProgramError.failed(_, _, let lines)
      where lines.contains(where: DiskSpace.isFull)
    {
      throw DiskFull(path: root.path(percentEncoded: false), needed: needed)
    }
  }

  /// Renames a complete file into place and enters it into the catalogue.
  private func keep(
    _ result: URL, format: SourceFormat, of source: Source, state: ImageCatalogue.Source,
    plain: ConversionRecipe.Plain
  ) async throws {
    let path = path(of: source, in: format)
    let sum = try await SHA256.hexadecimal(of: result)
    let bytes = ImageCatalogue.Source(path: path, file: result)?.bytes ?? 0
    let place = root.appending(path: path)
    try writing(in: root) {
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      // Replaced at once, because a server of another run may read it.
      guard rename(result.path, place.path) == 0 else {
        throw CocoaError(
          .fileWriteUnknown,
          userInfo: [
            NSUnderlyingErrorKey: POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
          ])
      }
    }
    let file = ImageFile(
      image: source.name, format: format, path: path, bytes: bytes, sha256: sum,
      command: ConversionRecipe.commandLine(for: format, source: source.path, plain: plain))
    var picture = catalogue.pictures[source.name]
    if picture?.source != state { picture = nil }
    var entry =
      picture
      ?? ImageCatalogue.Picture(
        source: state, size: plain.size, channels: plain.channels,
        hadTransparency: plain.hadTransparency, bitDepth: 8, files: [:])
    entry.files[format.name] = ImageCatalogue.File(
      file: file, layout: ConversionRecipe.layout(of: format, size: plain.size))
    catalogue.pictures[source.name] = entry
    try catalogue.write(to: root)
  }
}

extension URL {
  /// The components of the path with links resolved.
  fileprivate var plainComponents: [String] {
    standardizedFileURL.resolvingSymlinksInPath().pathComponents.filter { $0 != "/" }
  }
}

/// A source that the programs cannot read or encode.
private struct UnreadableSource: Error {
  var detail: String
}

/// The outcome of a conversion.
private actor Outcomes {
  private(set) var finished = 0
  private(set) var unreadable: [DatasetError.Unreadable] = []

  func succeed() { finished += 1 }

  func fail(_ image: DatasetError.Unreadable) {
    finished += 1
    unreadable.append(image)
  }
}
