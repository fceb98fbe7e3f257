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
}
