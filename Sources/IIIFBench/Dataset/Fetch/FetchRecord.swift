import Foundation
import IIIF

/// What has been fetched: `fetch.json` beside the images.
struct FetchRecord: Codable, Hashable {
  /// An image as it came.
  struct Image: Codable, Hashable {
    var file: String
    var url: String
    var bytes: Int
    var sha256: String
    var size: PixelSize
  }

  var manifest = ""
  var label = ""
  var images: [String: Image] = [:]

  /// Reads the record of a folder; empty when there is none.
  init(folder: URL) {
    let content = try? Data(contentsOf: folder.appending(path: "fetch.json"))
    if let record = content.flatMap({ try? JSONDecoder().decode(Self.self, from: $0) }) {
      self = record
    }
  }

  func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let content = try encoder.encode(self)
    try writing(in: folder) {
      try content.write(to: folder.appending(path: "fetch.json"), options: .atomic)
    }
  }
}
