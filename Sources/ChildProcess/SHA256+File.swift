package import Foundation
package import Support

extension SHA256 {
  /// The checksum of a file, in hexadecimal.
  ///
  /// - Throws: ``ExternalProgramError`` if the file cannot be read.
  package static func hexadecimal(of file: URL) async throws -> String {
    // A backslash before the sum marks an escaped file name.
    let line = try await ExternalProgram.sha256sum.run(["--", file.path(percentEncoded: false)])
    return String(line.drop { $0 == "\\" }.prefix(64))
  }

  /// The checksums of files, in hexadecimal and in their order.
  ///
  /// - Throws: ``ExternalProgramError`` if a file cannot be read, or `CancellationError`.
  package static func hexadecimal(of files: [URL]) async throws -> [String] {
    // Command lines have a limited length.
    let share = 100
    var sums: [String] = []
    for start in stride(from: 0, to: files.count, by: share) {
      let paths = files[start..<min(files.count, start + share)].map {
        $0.path(percentEncoded: false)
      }
      let output = try await ExternalProgram.sha256sum.run(["--"] + paths)
      sums += output.split(separator: "\n").map { String($0.drop { $0 == "\\" }.prefix(64)) }
    }
    return sums
  }
}
