/// A respect in which the answers of some servers differ from those of others.
package struct WorkDifference: Hashable, Sendable {
  /// The respect.
  package let aspect: WorkAspect
  /// The servers that are not like most of them; all where none are most.
  package let odd: [String]
  /// What differs, in a sentence.
  ///
  /// `NAME sends JPEG quality 90, the others 75: not the same work.`
  package let sentence: String

  /// Servers whose answers are alike.
  private struct Camp {
    var value: WorkValue
    var servers: [String]
  }

  /// Compares the most frequent answers of servers in one respect; nil where they are alike.
  init?(_ aspect: WorkAspect, among answers: [ServerAnswers]) {
    var camps: [Camp] = []
    for answer in answers {
      guard let value = answer.values(of: aspect).first?.value else { continue }
      if let index = camps.firstIndex(where: { $0.value.isLike(value) }) {
        camps[index].servers.append(answer.server)
      } else {
        camps.append(Camp(value: value, servers: [answer.server]))
      }
    }
    guard camps.count > 1 else { return nil }
    let largest = camps.map(\.servers.count).max() ?? 0
    let isDecided = camps.count { $0.servers.count == largest } == 1
    let majority = isDecided ? camps.first { $0.servers.count == largest } : nil
    let others = isDecided ? camps.filter { $0.servers.count < largest } : camps
    self.aspect = aspect
    odd = others.flatMap(\.servers)
    sentence =
      Self.text(of: others, majority: majority)
      + (aspect.decidesWork ? ": not the same work." : ".")
  }

  private static func text(of camps: [Camp], majority: Camp?) -> String {
    var parts = camps.enumerated().map { index, camp in
      let names = camp.servers.joined(separator: ", ")
      guard index == 0 else { return "\(names) \(camp.value.rest)" }
      return "\(names) \(camp.servers.count == 1 ? "sends" : "send") \(camp.value.object)"
    }
    if let majority { parts.append("the others \(majority.value.rest)") }
    return parts.joined(separator: ", ")
  }
}
