import Support
package import Foundation
package import IIIF

/// The record of fetched images: `fetch.json` beside them.
package struct FetchRecord: Codable, Hashable {
  /// A fetched image.
  package struct Image: Codable, Hashable {
    package var file: String
    package var url: String
    package var bytes: Int
    package var sha256: String
    package var size: PixelSize
  }

  package var manifest = ""
  package var label = ""
  package var images: [String: Image] = [:]

  /// Reads the record of a folder; empty if there is none.
  package init(folder: URL) {
    let content = try? Data(contentsOf: folder.appending(path: "fetch.json"))
    if let record = content.flatMap({ try? JSONDecoder().decode(Self.self, from: $0) }) {
      self = record
    }
  }

  package func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let content = try encoder.encode(self)
    try writing(in: folder) {
      try content.write(to: folder.appending(path: "fetch.json"), options: .atomic)
    }
  }
}
