import Support
package import IIIF

/// The recipe of a sample page.
///
/// It is a pure function of number and scale, so that every machine with the same libvips and fonts
/// makes the same bytes.
package struct SamplePage: Sendable {
  /// The steps that draw a page: libvips commands on files of one working folder.
  package struct Recipe: Hashable, Sendable {
    /// Files to write first, by name.
    package var files: [String: String] = [:]
    /// Arguments of `vips`, in order.
    package var steps: [[String]] = []
    /// The file of the finished page.
    package var result = "page.tif"
  }

  /// The page's name: `page-01`.
  package let name: String
  /// Its size.
  package let size: PixelSize
  /// Its steps.
  package let recipe: Recipe

  /// A checksum of the recipe.
  package var fingerprint: String {
    let files = recipe.files.sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value)" }
    let steps = recipe.steps.map { $0.joined(separator: "\t") }
    return SHA256.hexadecimal(of: (files + steps).joined(separator: "\n"))
  }

  /// Creates a page by its number from 0; `scale` 1 gives about 2000 × 3000 pixels.
  package init(name: String, number: Int, scale: Double = 1) {
    var layout = SampleLayout(number: number, scale: scale)
    self.name = name
    recipe = layout.recipe()
    size = layout.size
  }
}
