package import Foundation

/// The fingerprints of source files, by which an answer is known as one of them.
package struct SourceFingerprints: Sendable {
  private let numbers: Set<UInt64>

  /// No files: nothing is known as a source.
  package static let none = SourceFingerprints()

  private init() {
    numbers = []
  }

  /// Reads files once.
  ///
  /// - Throws: What Foundation throws for a file that cannot be read.
  package init(files: [URL]) throws {
    numbers = Set(try files.map(Self.fingerprint))
  }

  package func contains(_ fingerprint: UInt64) -> Bool {
    !numbers.isEmpty && numbers.contains(fingerprint)
  }

  private static func fingerprint(of file: URL) throws -> UInt64 {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var fingerprint = BodyFingerprint()
    fingerprint.reset()
    while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
      fingerprint.consume([UInt8](part).span)
    }
    return fingerprint.finish()
  }
}
