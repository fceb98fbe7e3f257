package import IIIF

/// A test picture of coloured squares, which identify every region of the picture.
package struct ColouredSquares: Hashable, Sendable {
  /// A colour with 8 bits per channel.
  package struct Colour: Hashable, Sendable, CustomStringConvertible {
    /// Red.
    package var red: UInt8
    /// Green.
    package var green: UInt8
    /// Blue.
    package var blue: UInt8

    /// Creates a colour.
    package init(red: UInt8, green: UInt8, blue: UInt8) {
      (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// `#RRGGBB`.
    package var description: String {
      "#"
        + [red, green, blue].map { channel in
          let digits = String(channel, radix: 16)
          return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }
  }

  /// The test picture of the IIIF validator: ten by ten squares (`iiif-validator` 1.0.5,
  /// `colorInfo`).
  package static let validator = ColouredSquares(
    datasetName: "squares", side: 100, size: PixelSize(width: 1000, height: 1000))
  /// The picture of a check, oblong and with sides that are prime numbers.
  ///
  /// Only an oblong picture distinguishes the places of a square region. Sides that are no multiple of
  /// 8 or 16 show answers that are turned by whole blocks of a JPEG. The size is beyond what servers
  /// treat as a thumbnail.
  package static let oblong = ColouredSquares(
    datasetName: "oblong-squares", side: 102, size: PixelSize(width: 2039, height: 1451))
  /// Both pictures.
  package static let all = [validator, oblong]

  /// The name of the dataset that consists of this picture.
  package let datasetName: String
  /// The side of a square in pixels; the last column and row may be narrower.
  package let side: Int
  /// The size of the picture.
  package let size: PixelSize
  /// The picture's name, from which its identifiers are made.
  ///
  /// It contains a hyphen, a character that can be escaped.
  package let name = "coloured-squares"

  /// The number of columns.
  package var columns: Int { (size.width + side - 1) / side }
  /// The number of rows.
  package var rows: Int { (size.height + side - 1) / side }

  /// The colour of a square; columns and rows count from the upper left corner.
  ///
  /// Beyond ten columns or rows, the validator's colours return with other channels.
  package static func colour(column: Int, row: Int) -> Colour {
    let count = colours.count
    let value = colours[column % count][row % count]
    let channels = [16, 8, 0].map { UInt8(value >> $0 & 255) }
    let turn = column / count + 2 * (row / count)
    let order = orders[turn % orders.count]
    return Colour(red: channels[order[0]], green: channels[order[1]], blue: channels[order[2]])
  }

  private static let orders = [
    [0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [1, 0, 2], [2, 1, 0],
  ]

  /// The picture as a binary PPM file.
  package var file: [UInt8] {
    var bytes = Array("P6\n\(size.width) \(size.height)\n255\n".utf8)
    bytes.reserveCapacity(bytes.count + 3 * size.area)
    for row in 0..<rows {
      let line = (0..<columns).flatMap { column in
        let colour = Self.colour(column: column, row: row)
        let width = min(side, size.width - column * side)
        return repeatElement([colour.red, colour.green, colour.blue], count: width).joined()
      }
      for _ in 0..<min(side, size.height - row * side) { bytes += line }
    }
    return bytes
  }

  /// The colours, column by column.
  private static let colours: [[UInt32]] = [
    [
      0x3daa7e, 0x3d6bb2, 0x5255ea, 0xa47a6e, 0x81e258,
      0x5b2579, 0x8a802a, 0x0655ea, 0x796dcc, 0x41f654,
    ],
    [
      0xc38578, 0xab2b66, 0x762d82, 0xf269ab, 0x055569,
      0x713a29, 0xdf4503, 0x2d4f8c, 0x2375f8, 0x799cb8,
    ],
    [
      0xa85ca3, 0x1c5b8f, 0x5629ad, 0x6fe61d, 0xaebd07,
      0x128b58, 0x5da880, 0x23020e, 0xcc6989, 0x125680,
    ],
    [
      0x6b37b2, 0xfb28b8, 0x2f248b, 0x027faa, 0xe00c72,
      0x85436c, 0xefaed1, 0x551d9c, 0x0837bc, 0xf07d07,
    ],
    [
      0x70a71e, 0xa63fa1, 0xe8e317, 0x4a5087, 0x4f612f,
      0x91a050, 0x2da04f, 0x0c36d7, 0xcb5346, 0x4e1c2e,
    ],
    [
      0x66c13f, 0xe1375b, 0x6bc293, 0xa7185f, 0xf9d660,
      0xa72288, 0x35fed1, 0xacde15, 0x994d33, 0x8927b7,
    ],
    [
      0x9fb6c0, 0x80fcad, 0x94a25a, 0xc0a573, 0x9a6602,
      0x6bed3e, 0x6fecdb, 0x8171ac, 0xefcca6, 0x3c6025,
    ],
    [
      0x48ace3, 0x773364, 0xd155a5, 0x57ac9f, 0xbc2aa2,
      0x630336, 0x072a25, 0x699b64, 0x26dcf0, 0x622e02,
    ],
    [
      0x12df91, 0xbd7911, 0x5803d2, 0xb5102b, 0xbd27f4,
      0x7b9374, 0xf694d6, 0xdfb1c7, 0x4d1288, 0xeb2415,
    ],
    [
      0x9289b0, 0x54f837, 0x3d904f, 0x6efb31, 0x2b6984,
      0xa58337, 0x3c17e1, 0x93c5e2, 0x504368, 0xa177b6,
    ],
  ]
}
