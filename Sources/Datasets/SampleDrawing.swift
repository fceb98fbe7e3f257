package import IIIFBench
import Foundation

/// Drawings of the sample pages, as SVG elements.
package struct SampleDrawing {
  private var random: SeededRandom

  package init(random: SeededRandom) {
    self.random = random
  }

  /// A document of SVG elements.
  package static func document(width: Int, height: Int, elements: [String]) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)">
    \(elements.joined(separator: "\n"))
    </svg>

    """
  }

  /// A flowering plant within a box whose corner is the origin.
  package mutating func plant(width: Double, height: Double) -> [String] {
    let leaf = ["#5e7c3a", "#6f8a45", "#4c6b38", "#7c8f4a"][random.integer(in: 0...3)]
    let petal = ["#b8433a", "#c98a2b", "#7a5a9c", "#3f6aa3", "#c9728a"][random.integer(in: 0...4)]
    var elements = [
      gradient("leaf", from: "#a9b877", to: leaf), gradient("petal", from: "#f3e3c8", to: petal),
    ]
    let stems = random.integer(in: 2...3)
    for stem in 0..<stems {
      let lean = (Double(stem) - Double(stems - 1) / 2) * width * 0.28
      elements += self.stem(
        width: width, height: height, top: height * between(0.1, 0.28), lean: lean)
    }
    elements += roots(width: width, height: height)
    return elements
  }

  /// A framed map with coasts, rivers and hills, within a box whose corner is the origin.
  package mutating func map(width: Double, height: Double) -> [String] {
    var elements = [
      gradient("sea", from: "#c4d5cf", to: "#9fbdbb"),
      rectangle(0, 0, width, height, fill: "url(#sea)"),
    ]
    for (fill, share) in [("#dcd3a4", 1.0), ("#d3c594", 0.78), ("#c3ad7c", 0.5)] {
      elements += coast(width: width, height: height, share: share, fill: fill)
    }
    for _ in 0..<7 { elements.append(river(width: width, height: height)) }
    for _ in 0..<90 { elements.append(hill(width: width, height: height)) }
    for _ in 0..<40 {
      let (x, y) = (width * between(0.2, 0.8), height * between(0.2, 0.8))
      elements.append(
        "<circle cx='\(text(x))' cy='\(text(y))' r='7' fill='#9c3b2c' stroke='#3a2a1c'/>")
    }
    for inset in [0.0, 14, 22] {
      elements.append(
        "<rect x='\(text(inset))' y='\(text(inset))' width='\(text(width - 2 * inset))' "
          + "height='\(text(height - 2 * inset))' fill='none' stroke='#3a2a1c' "
          + "stroke-width='\(inset == 14 ? 7 : 2)'/>")
    }
    return elements
  }

  /// A printer's ornament for a chapter: a row of leaves between two lines.
  package mutating func ornament(width: Double) -> [String] {
    var elements: [String] = []
    for y in [0.0, 8, 92, 100] {
      elements.append(rectangle(0, y, width, y == 0 || y == 100 ? 4 : 2, fill: "#2e261d"))
    }
    for x in stride(from: 45.0, to: width - 40, by: 62) {
      for angle in stride(from: 0, to: 360, by: 60) {
        elements.append(
          "<path d='M0,0 C8,-10 8,-26 0,-34 C-8,-26 -8,-10 0,0' fill='#2e261d' "
            + "transform='translate(\(text(x)),52) rotate(\(angle))'/>")
      }
    }
    return elements
  }

  /// The wear of a sheet: the shadow of the fold, browned edges, water stains and foxing.
  ///
  /// Drawn on white; the paper is multiplied with it.
  package mutating func wear(width: Double, height: Double, foldsLeft: Bool) -> [String] {
    var elements = [
      rectangle(0, 0, width, height, fill: "#ffffff"),
      """
      <linearGradient id="fold" \(foldsLeft ? "" : "x1='1' x2='0'")>\
      <stop offset="0" stop-color="#6b5a46"/><stop offset=".025" stop-color="#b9a98f"/>\
      <stop offset=".08" stop-color="#ece4d4"/><stop offset=".2" stop-color="#ffffff"/>\
      <stop offset=".95" stop-color="#ffffff"/><stop offset="1" stop-color="#e2d6be"/>\
      </linearGradient>
      """,
      """
      <linearGradient id="edge" x2="0" y2="1"><stop offset="0" stop-color="#c9b48c"/>\
      <stop offset=".05" stop-color="#ffffff" stop-opacity="0"/>\
      <stop offset=".95" stop-color="#ffffff" stop-opacity="0"/>\
      <stop offset="1" stop-color="#bfa87c"/></linearGradient>
      """,
      gradient("fox", from: "#8a5a28", to: "#8a5a28", opacities: (0.5, 0)),
      rectangle(0, 0, width, height, fill: "url(#fold)"),
      rectangle(0, 0, width, height, fill: "url(#edge)"),
    ]
    for _ in 0..<random.integer(in: 0...2) {
      elements.append(stain(width: width, height: height))
    }
    for _ in 0..<random.integer(in: 15...60) {
      elements.append(
        ellipse(width, height, radius: width * between(0.0008, 0.006), fill: "url(#fox)"))
    }
    return elements
  }

  private mutating func stem(
    width: Double, height: Double, top: Double, lean: Double
  ) -> [String] {
    let base = (x: width / 2, y: height * 0.86)
    let head = (x: width / 2 + lean, y: top)
    let bend = (x: width / 2 + lean * between(-0.4, 0.5), y: (base.y + head.y) / 2)
    var elements = [
      "<path d='M\(text(base.x)),\(text(base.y)) Q\(text(bend.x)),\(text(bend.y)) "
        + "\(text(head.x)),\(text(head.y))' fill='none' stroke='#5b6b35' stroke-width='11'/>"
    ]
    for step in 1...7 {
      let share = Double(step) / 8
      let x = quadratic(base.x, bend.x, head.x, share)
      let y = quadratic(base.y, bend.y, head.y, share)
      for side in [-1.0, 1] {
        elements += leaf(
          x: x, y: y, length: width * between(0.13, 0.24) * (1.1 - share), side: side)
      }
    }
    return elements + flower(x: head.x, y: head.y, radius: width * between(0.09, 0.14))
  }

  private mutating func leaf(x: Double, y: Double, length: Double, side: Double) -> [String] {
    let angle = side * between(45, 80)
    let broad = length * between(0.17, 0.27)
    var veins = ""
    for share in stride(from: 0.2, to: 0.9, by: 0.12) {
      let reach = broad * 0.8 * (1 - share)
      veins += "M0,\(text(-length * share)) l\(text(reach)),\(text(-reach)) "
      veins += "M0,\(text(-length * share)) l\(text(-reach)),\(text(-reach)) "
    }
    let outline =
      "M0,0 C\(text(broad * 1.4)),\(text(-length * 0.3)) \(text(broad)),\(text(-length * 0.75)) "
      + "0,\(text(-length)) C\(text(-broad)),\(text(-length * 0.75)) \(text(-broad * 1.4)),"
      + "\(text(-length * 0.3)) 0,0"
    return [
      "<g transform='translate(\(text(x)),\(text(y))) rotate(\(text(angle)))'>",
      "<path d='\(outline)' fill='url(#leaf)' stroke='#3d4d26' stroke-width='2.5'/>",
      "<path d='M0,0 L0,\(text(-length)) \(veins)' fill='none' stroke='#44552b' "
        + "stroke-width='1.6' opacity='.8'/></g>",
    ]
  }

  private mutating func flower(x: Double, y: Double, radius: Double) -> [String] {
    var elements = ["<g transform='translate(\(text(x)),\(text(y)))'>"]
    for (ring, count) in [(1.0, 11), (0.65, 8)] {
      for petal in 0..<count {
        let length = radius * ring * between(0.9, 1.1)
        let angle = 360 * Double(petal) / Double(count) + between(-5, 5)
        elements.append(
          "<path d='M0,0 C\(text(length * 0.35)),\(text(-length * 0.4)) \(text(length * 0.3)),"
            + "\(text(-length)) 0,\(text(-length)) C\(text(-length * 0.3)),\(text(-length)) "
            + "\(text(-length * 0.35)),\(text(-length * 0.4)) 0,0' fill='url(#petal)' "
            + "stroke='#4a2a22' stroke-width='1.8' transform='rotate(\(text(angle)))'/>")
      }
    }
    elements.append("<circle r='\(text(radius * 0.2))' fill='#c9a12f' stroke='#5b4316'/></g>")
    return elements
  }

  private mutating func roots(width: Double, height: Double) -> [String] {
    (0..<16).map { _ in
      let end = width * between(-0.22, 0.22)
      return "<path d='M\(text(width / 2)),\(text(height * 0.86)) q\(text(end * 0.2)),"
        + "\(text(height * 0.06)) \(text(end)),\(text(height * between(0.05, 0.13)))' fill='none' "
        + "stroke='#7a6242' stroke-width='\(text(between(2, 6)))'/>"
    }
  }

  private mutating func coast(
    width: Double, height: Double, share: Double, fill: String
  ) -> [String] {
    var radii = (0..<8).map { _ in share * between(0.3, 0.48) }
    for level in 1...5 {
      let spread = 0.09 * share / Double(level)
      radii = radii.indices.flatMap { index in
        let middle = (radii[index] + radii[(index + 1) % radii.count]) / 2
        return [radii[index], middle + between(-spread, spread)]
      }
    }
    let points = radii.enumerated().map { index, radius in
      let angle = 2 * Double.pi * Double(index) / Double(radii.count)
      return "\(text(width / 2 + width * radius * cos(angle))),"
        + text(height / 2 + height * radius * sin(angle))
    }
    return [
      "<polygon points='\(points.joined(separator: " "))' fill='\(fill)' stroke='#4a5a52' "
        + "stroke-width='3'/>"
    ]
  }

  private mutating func river(width: Double, height: Double) -> String {
    var path = "M\(text(width * between(0.4, 0.6))),\(text(height * between(0.4, 0.6)))"
    let (right, down) = (between(-1, 1), between(-1, 1))
    for _ in 0..<14 {
      path += " q\(text(between(-20, 20))),\(text(between(-20, 20))) "
      path += "\(text(width * 0.028 * (right + between(-0.5, 0.5)))),"
      path += text(height * 0.028 * (down + between(-0.5, 0.5)))
    }
    return "<path d='\(path)' fill='none' stroke='#5d8291' stroke-width='4'/>"
  }

  private mutating func hill(width: Double, height: Double) -> String {
    let (x, y) = (width * between(0.3, 0.7), height * between(0.3, 0.7))
    return "<path d='M\(text(x)),\(text(y)) q14,-34 28,0 m-11,-14 l9,13 m-14,-9 l7,9' fill='none' "
      + "stroke='#5a4326' stroke-width='2.2'/>"
  }

  /// A water stain: pale inside, with an irregular brown rim.
  private mutating func stain(width: Double, height: Double) -> String {
    let (x, y) = (width * between(0, 1), height * between(0, 1))
    let radius = width * between(0.05, 0.17)
    var radii = (0..<6).map { _ in radius * between(0.75, 1.25) }
    for _ in 0..<4 {
      radii = radii.indices.flatMap { index in
        let middle = (radii[index] + radii[(index + 1) % radii.count]) / 2
        return [radii[index], middle * between(0.97, 1.03)]
      }
    }
    let points = radii.enumerated().map { index, radius in
      let angle = 2 * Double.pi * Double(index) / Double(radii.count)
      return "\(text(x + radius * cos(angle))),\(text(y + radius * sin(angle)))"
    }.joined(separator: " ")
    return [(9, 0.12), (4, 0.2), (2, 0.25)].map { stroke, opacity in
      "<polygon points='\(points)' fill='#b08a52' fill-opacity='.05' stroke='#8a6430' "
        + "stroke-width='\(stroke)' stroke-opacity='\(opacity)' stroke-linejoin='round'/>"
    }.joined(separator: "\n")
  }

  private mutating func ellipse(
    _ width: Double, _ height: Double, radius: Double, fill: String
  ) -> String {
    "<ellipse cx='\(text(width * between(0, 1)))' cy='\(text(height * between(0, 1)))' "
      + "rx='\(text(radius * between(0.7, 1.3)))' ry='\(text(radius))' fill='\(fill)'/>"
  }

  private func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String
  ) -> String {
    "<rect x='\(text(x))' y='\(text(y))' width='\(text(width))' height='\(text(height))' "
      + "fill='\(fill)'/>"
  }

  private func gradient(
    _ name: String, from inner: String, to outer: String, opacities: (Double, Double) = (1, 1)
  ) -> String {
    "<radialGradient id='\(name)'><stop offset='0' stop-color='\(inner)' "
      + "stop-opacity='\(opacities.0)'/><stop offset='1' stop-color='\(outer)' "
      + "stop-opacity='\(opacities.1)'/></radialGradient>"
  }

  private mutating func between(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * Double(random.integer(in: 0...100_000)) / 100_000
  }

  private func quadratic(_ start: Double, _ bend: Double, _ end: Double, _ share: Double) -> Double
  {
    let rest = 1 - share
    return rest * rest * start + 2 * rest * share * bend + share * share * end
  }

  /// A coordinate with one decimal, so that the text is the same on every machine.
  private func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
