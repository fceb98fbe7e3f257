/// A set of images with a short name.
package struct NamedImageSet: Hashable, Sendable {
  /// All named sets.
  package static let all = [
    // The images of Teklia's study of 2021. The address follows the form of the library's other
    // manifests and is untested.
    NamedImageSet(
      name: "ppn321275802",
      manifest:
        "https://rosdok.uni-rostock.de/api/iiif/presentation/v2/rosdok_ppn321275802/manifest")
  ]

  /// The name.
  package var name: String
  /// The address of the set's manifest.
  package var manifest: String

  /// The set of a name, which is case-insensitive.
  package static func named(_ name: String) -> NamedImageSet? {
    all.first { $0.name == name.lowercased() }
  }
}
