/// The sums of a JPEG's quantisation tables.
package struct JPEGQuantisation: Hashable, Sendable {
  /// Sum of the 64 entries of the luma table.
  package var luminance: Int
  /// Sum of the 64 entries of the chroma table; nil if there is none.
  package var chrominance: Int?

  /// Creates a summary from the sums of the tables.
  package init(luminance: Int, chrominance: Int?) {
    self.luminance = luminance
    self.chrominance = chrominance
  }

  /// The quality from 1 to 100 for which libjpeg writes tables with about these sums.
  ///
  /// libjpeg and its derivatives scale the example tables of the JPEG standard (ITU-T T.81, annex K.1)
  /// by the quality. The sums decrease strictly with the quality, so they identify it. Other tables
  /// map to the quality whose standard tables have the nearest sums.
  package var estimatedQuality: Int {
    func distance(of quality: Int) -> Int {
      let luminance = abs(Self.luminanceSums[quality - 1] - luminance)
      return luminance + (chrominance.map { abs(Self.chrominanceSums[quality - 1] - $0) } ?? 0)
    }
    return (1...100).min { distance(of: $0) < distance(of: $1) } ?? 1
  }

  private static let luminanceSums = sums(of: [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
  ])

  private static let chrominanceSums = sums(of: [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  ])

  /// The sums of a table as libjpeg scales it for the qualities 1 to 100 (`jpeg_quality_scaling`).
  private static func sums(of table: [Int]) -> [Int] {
    (1...100).map { quality in
      let scale = quality < 50 ? 5000 / quality : 200 - quality * 2
      return table.reduce(0) { $0 + min(max(($1 * scale + 50) / 100, 1), 255) }
    }
  }
}
