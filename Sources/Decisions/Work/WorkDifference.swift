/// An aspect in which the answers of servers differ.
package struct WorkDifference: Hashable, Sendable {
  /// The aspect.
  package let aspect: WorkAspect
  /// The servers that differ from most others, by value; all if there is no majority.
  package let others: [Camp]
  /// The majority; nil if there is none.
  package let majority: Camp?

  /// Servers with equal answers.
  package struct Camp: Hashable, Sendable {
    /// The value of their answers.
    package var value: WorkValue
    /// Their names.
    package var servers: [String]
  }

  /// The names of the servers that differ from most others.
  package var odd: [String] { others.flatMap(\.servers) }

  /// The value of a server's answers; nil if the aspect does not apply to them.
  func value(of server: String) -> WorkValue? {
    (others + [majority].compactMap(\.self)).first { $0.servers.contains(server) }?.value
  }

  /// Compares the most frequent answers of servers in one aspect; nil if they are equal.
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
