package import IIIFBench

/// Meaningless sentences and paragraphs for the sample pages.
package struct SampleText {
  private var random: SeededRandom

  package init(random: SeededRandom) {
    self.random = random
  }

  /// A word of the vocabulary; words at the front of the list are more frequent.
  package mutating func word() -> String {
    let rank = min(random.integer(in: 0...(Self.words.count - 1)), random.integer(in: 0...140))
    return Self.words[min(rank, Self.words.count - 1)]
  }

  /// A few words, the first one capitalised.
  package mutating func title(words count: Int) -> String {
    capitalised((0..<count).map { _ in word() }.joined(separator: " "))
  }

  /// Paragraphs of at least `length` characters in total, with indented first lines.
  package mutating func paragraphs(length: Int) -> String {
    var paragraphs: [String] = []
    var written = 0
    while written < length {
      var sentences: [String] = []
      let wanted = min(length - written, random.integer(in: 350...1100))
      var here = 0
      while here < wanted {
        let sentence = sentence()
        sentences.append(sentence)
        here += sentence.count + 1
      }
      written += here
      paragraphs.append("\u{2003}" + sentences.joined(separator: " "))
    }
    return paragraphs.joined(separator: "\n")
  }

  /// An entry of a register: a name, a dotted line and a number.
  package mutating func entry(width: Int) -> String {
    let name = title(words: random.integer(in: 1...3))
    let number = String(random.integer(in: 1...980))
    let dots = max(3, width - name.count - number.count)
    return name + " " + String(repeating: ". ", count: dots / 2) + number
  }

  private mutating func sentence() -> String {
    var text = ""
    let count = random.integer(in: 6...22)
    for position in 0..<count {
      text += position == 0 ? capitalised(word()) : word()
      if position == count - 1 {
        text += random.integer(in: 0...9) == 0 ? "?" : "."
      } else {
        text += random.integer(in: 0...8) == 0 ? ", " : " "
      }
    }
    return text
  }

  private func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static let words = """
    et in ad est cum non ut sed quod ab per aut ex hoc quam si nec ita atque enim tamen quidem \
    inter terra aqua folium radix flos semen arbor silva mons flumen mare ventus ignis lapis \
    ferrum aurum argentum animal avis piscis equus canis homo manus oculus caput corpus vita \
    natura forma color odor sapor calor frigus tempus annus mensis dies nox hora locus via urbs \
    domus templum murus porta liber pagina littera verbum nomen numerus ratio causa ars scientia \
    historia fabula memoria imago signum opus labor studium usus modus pars totum magnus parvus \
    longus brevis altus latus novus vetus bonus malus albus niger ruber viridis caeruleus flavus \
    durus mollis siccus humidus clarus obscurus rarus frequens primus secundus tertius quartus \
    habet facit videt dicit crescit floret nascitur vocatur invenitur describitur observatur \
    colitur servatur septentrionalis occidentalis rotundifolia angustifolia officinalis \
    temperatura altitudo longitudo latitudo proportio descriptio observatio collectio
    """.split(separator: " ").map(String.init)
}
