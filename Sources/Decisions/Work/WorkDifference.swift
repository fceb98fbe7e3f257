/// A respect in which the answers of some servers differ from those of others.
package struct WorkDifference: Hashable, Sendable {
  /// The respect.
  package let aspect: WorkAspect
  /// Servers that are not like most of them, by what they send; all where none are most.
  package let others: [Camp]
  /// The servers that are most; nil where none are.
  package let majority: Camp?

  /// Servers whose answers are alike.
  package struct Camp: Hashable, Sendable {
    /// What they send.
    package var value: WorkValue
    /// Their names.
    package var servers: [String]
  }

  /// The servers that are not like most of them; all where none are most.
  package var odd: [String] { others.flatMap(\.servers) }

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
    self.aspect = aspect
    majority = isDecided ? camps.first { $0.servers.count == largest } : nil
    others = isDecided ? camps.filter { $0.servers.count < largest } : camps
  }
}
