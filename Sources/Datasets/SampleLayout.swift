import IIIFBench
package import IIIF

/// Composes a sample page from paper, wear, text and drawings.
package struct SampleLayout {
  private enum Kind: CaseIterable {
    case chapter, prose, plant, columns, register, map
  }

  private struct Layer {
    var file: String
    var x: Int
    var y: Int
    /// libvips' number for the blend mode.
    var mode: Int
  }

  private static let over = 2
  private static let multiply = 14
  private static let ink = "#2b2118"

  private let number: Int
  private let scale: Double
  private let width: Int
  private let height: Int
  private let columnLeft: Int
  private let columnWidth: Int
  private let foldsLeft: Bool
  private var random: SeededRandom
  private var text: SampleText
  private var drawing: SampleDrawing
  private var layers: [Layer] = []
  private var recipeSoFar = SamplePage.Recipe()

  package init(number: Int, scale: Double) {
    self.number = number
    self.scale = scale
    random = SeededRandom(seed: 1, purpose: "sample page", index: number)
    text = SampleText(random: SeededRandom(seed: 1, purpose: "sample text", index: number))
    drawing = SampleDrawing(
      random: SeededRandom(seed: 1, purpose: "sample drawing", index: number))
    width = random.integer(in: 1900...2120)
    height = random.integer(in: 2820...3120)
    foldsLeft = number.isMultiple(of: 2)
    columnWidth = width - 620
    columnLeft = foldsLeft ? 350 : 270
  }

  /// The page's size in pixels.
  package var size: PixelSize { PixelSize(width: scaled(width), height: scaled(height)) }

  /// The steps that make the page.
  package mutating func recipe() -> SamplePage.Recipe {
    addPaper()
    addDrawing(
      "wear", width: width, height: height, x: 0, y: 0, mode: Self.multiply,
      elements: drawing.wear(
        width: Double(width), height: Double(height), foldsLeft: foldsLeft))
    addHeader()
    switch kind {
    case .chapter: addChapter()
    case .prose: addProse(top: 400, length: 3700)
    case .columns: addColumns()
    case .register: addRegister()
    case .plant, .map: addPlate()
    }
    addScan()
    return recipeSoFar
  }

  private var kind: Kind {
    let order: [Kind] = [
      .chapter, .prose, .plant, .columns, .register, .prose, .map, .prose, .columns, .chapter,
    ]
    return order[number % order.count]
  }

  private mutating func addPaper() {
    let tint = [
      ("229", "218", "192"), ("235", "227", "206"), ("224", "209", "178"), ("238", "232", "217"),
    ][random.integer(in: 0...3)]
    let (coarse, fine) = (random.integer(in: 1...1_000_000), random.integer(in: 1...1_000_000))
    recipeSoFar.steps += [
      [
        "perlin", "clouds.v", "\(scaled(width) / 8 + 1)", "\(scaled(height) / 8 + 1)",
        "--cell-size", "\(scaled(52))", "--seed", "\(coarse)",
      ],
      ["linear", "clouds.v", "toned.v", "6 6 8", "\(tint.0) \(tint.1) \(tint.2)"],
      ["copy", "toned.v", "tint.v", "--interpretation", "srgb"],
      ["resize", "tint.v", "even.v", "8", "--kernel", "linear"],
      [
        "gaussnoise", "noise.v", "\(scaled(width))", "\(scaled(height))", "--mean", "0",
        "--sigma", "11", "--seed", "\(fine)",
      ],
      ["gaussblur", "noise.v", "fibres.v", "0.9"],
      ["add", "even.v", "fibres.v", "rough.v"],
      ["cast", "rough.v", "paper.v", "uchar"],
    ]
  }

  private mutating func addHeader() {
    addHeading(text.title(words: 3).uppercased(), points: 7, y: 270)
    addHeading("\(number + 17)", points: 9, y: 262, gravity: foldsLeft ? "east" : "west")
  }

  private mutating func addChapter() {
    addDrawing(
      "ornament", width: columnWidth, height: 110, x: columnLeft, y: 420, mode: Self.over,
      elements: drawing.ornament(width: Double(columnWidth)))
    let chapter = ["I", "IV", "VII", "XII"][random.integer(in: 0...3)]
    addHeading("<b>CAPUT \(chapter)</b>", points: 17, y: 640)
    addHeading(text.title(words: 7), points: 11, y: 790)
    addProse(top: 980, length: 2800)
  }

  private mutating func addProse(top: Int, length: Int) {
    let bodyHeight = height - top
    let fits = min(length, bodyHeight * columnWidth * length / (2500 * 1400))
    addBody(
      text.paragraphs(length: fits), points: 9, x: columnLeft, y: top, width: columnWidth)
  }

  private mutating func addColumns() {
    let gap = 60
    let wide = (columnWidth + 240 - gap) / 2
    let left = columnLeft - 120
    addDrawing(
      "rule", width: 6, height: height - 760, x: left + wide + gap / 2, y: 400, mode: Self.over,
      elements: ["<rect width='3' height='\(height - 760)' fill='\(Self.ink)'/>"])
    for column in 0...1 {
      addText(
        "<b>\(text.title(words: 2))</b>", points: 10, x: left + column * (wide + gap), y: 400,
        width: wide, style: [])
      addBody(
        text.paragraphs(length: 2300), points: 7.5, x: left + column * (wide + gap), y: 480,
        width: wide)
    }
  }

  private mutating func addRegister() {
    addHeading("<b>INDEX</b>", points: 17, y: 420)
    let entries = (0..<34).map { _ in text.entry(width: 76) }.sorted()
    addText(
      entries.joined(separator: "\n"), points: 9, x: columnLeft, y: 600, width: columnWidth,
      style: ["--spacing", "\(scaled(14))", "--wrap", "none"])
  }

  private mutating func addPlate() {
    let plateHeight = kind == .map ? columnWidth * 4 / 3 : height - 1150
    let elements =
      kind == .map
      ? drawing.map(width: Double(columnWidth), height: Double(plateHeight))
      : drawing.plant(width: Double(columnWidth), height: Double(plateHeight))
    addDrawing(
      "plate", width: columnWidth, height: plateHeight, x: columnLeft, y: 420,
      mode: Self.multiply, elements: elements)
    addHeading(
      "Tab. \(number + 1).  \(text.title(words: 4)).", points: 10, y: 480 + plateHeight)
    addBody(
      text.paragraphs(length: 320), points: 8, x: columnLeft, y: 580 + plateHeight,
      width: columnWidth)
  }

  /// A line of text within the column, placed here because libvips crops text to its ink.
  private mutating func addHeading(
    _ markup: String, points: Double, y: Int, gravity: String = "centre"
  ) {
    addText(markup, points: points, x: columnLeft, y: y, width: columnWidth, style: [])
    guard let line = layers.last?.file else { return }
    layers[layers.count - 1].file = "placed-\(line)"
    recipeSoFar.steps.append([
      "gravity", line, "placed-\(line)", gravity, "\(scaled(columnWidth))",
      "\(scaled(Int(points * 6)))",
    ])
  }

  /// A block of text, and the same mirrored and faint, as print that shows through from the back.
  private mutating func addBody(_ body: String, points: Double, x: Int, y: Int, width: Int) {
    addText(
      body, points: points, x: x, y: y, width: width,
      style: ["--justify", "--spacing", "\(scaled(11))"])
    guard let block = layers.last?.file else { return }
    let back = "back-\(block)"
    recipeSoFar.steps += [
      ["flip", block, "mirrored.v", "horizontal"],
      ["linear", "mirrored.v", "faint.v", "1 1 1 0.07", "0 0 0 0", "--uchar"],
      ["gaussblur", "faint.v", back, "\(2 * scale)"],
    ]
    layers.append(
      Layer(file: back, x: scaled(x - 20), y: scaled(y + 23), mode: Self.multiply))
  }

  private mutating func addText(
    _ markup: String, points: Double, x: Int, y: Int, width: Int, style: [String]
  ) {
    let file = "text-\(layers.count).v"
    recipeSoFar.steps.append(
      [
        "text", file, "<span foreground='\(Self.ink)'>\(markup)</span>", "--font",
        "DejaVu Serif \(points)", "--dpi", "\(scaled(250))", "--width", "\(scaled(width))",
        "--rgba",
      ] + style)
    layers.append(Layer(file: file, x: scaled(x), y: scaled(y), mode: Self.over))
  }

  private mutating func addDrawing(
    _ name: String, width: Int, height: Int, x: Int, y: Int, mode: Int, elements: [String]
  ) {
    recipeSoFar.files["\(name).svg"] = SampleDrawing.document(
      width: width, height: height, elements: elements)
    recipeSoFar.steps.append(
      ["svgload", "\(name).svg", "\(name).v", "--scale", "\(scale)", "--unlimited"])
    layers.append(Layer(file: "\(name).v", x: scaled(x), y: scaled(y), mode: mode))
  }

  /// Composes the layers on paper and imitates a scan: slightly blurred and skewed.
  private mutating func addScan() {
    let files = ["paper.v"] + layers.map(\.file)
    // Nearly 360 degrees, because a negative angle would look like an option.
    let angle = Double(36_000 + random.integer(in: -60...60)) / 100
    recipeSoFar.steps += [
      [
        "composite", files.joined(separator: " "), "sheet.v",
        layers.map { "\($0.mode)" }.joined(separator: " "),
        "--x", layers.map { "\($0.x)" }.joined(separator: " "),
        "--y", layers.map { "\($0.y)" }.joined(separator: " "),
      ],
      ["extract_band", "sheet.v", "opaque.v", "0", "--n", "3"],
      ["gaussblur", "opaque.v", "soft.v", "0.55"],
      ["rotate", "soft.v", "turned.v", "\(angle)", "--background", "46 43 40"],
      [
        "smartcrop", "turned.v", "page.tif[strip]", "\(scaled(width))", "\(scaled(height))",
        "--interesting", "centre",
      ],
    ]
  }

  private func scaled(_ length: Int) -> Int { Int((Double(length) * scale).rounded()) }
}
