package import Foundation

/// The fingerprints of source files, which identify an answer that is one of them.
package struct SourceFingerprints: Sendable {
  private let numbers: Set<UInt64>

  /// No files.
  package static let none = SourceFingerprints()

  private init() {
    numbers = []
  }

  /// Computes the fingerprints of files.
  ///
  /// - Throws: Foundation's error if a file cannot be read.
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
