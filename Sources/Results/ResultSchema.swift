/// The name and version of the format of `result.json`.
package struct ResultSchema: Codable, Hashable, Sendable {
  /// Always `iiif-bench-result`.
  package let name: String
  /// Raised if the meaning of a field changes; not raised if fields are added.
  package let version: Int

  /// The schema that this program writes.
  package init() { (name, version) = ("iiif-bench-result", 2) }

  /// Reads a schema.
  ///
  /// - Throws: ``UnknownSchema`` if it is not the one that this program writes.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    version = try container.decode(Int.self, forKey: .version)
    guard self == ResultSchema() else { throw UnknownSchema(name: name, version: version) }
  }
}

/// A result in a format that this program does not read.
struct UnknownSchema: Error, CustomStringConvertible {
  let name: String
  let version: Int

  var description: String {
    let known = ResultSchema()
    return "its format is \(name) \(version); this version of iiif-bench reads "
      + "\(known.name) \(known.version)"
  }
}
