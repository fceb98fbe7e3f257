/// A deterministic automaton as a table: one access per scalar.
final class TransitionTable: Sendable {
  private static let dead: UInt16 = 0
  private static let start: UInt16 = 1

  private let classes: ScalarClasses
  /// The next state of each state for each class of scalars.
  private let next: [UInt16]
  private let isAccepting: [Bool]

  /// Converts each set of simultaneous states of the automaton into one state.
  init(_ automaton: PatternAutomaton) {
    let classes = ScalarClasses(of: automaton.moves.compactMap { $0?.set })
    self.classes = classes
    let closures = automaton.closures(of: Set(automaton.moves.compactMap { $0?.target } + [0]))
    let moves = automaton.moves.map { move in
      move.map { (classes: classes.numbers(in: $0.set), reached: closures[$0.target] ?? []) }
    }
    let first = (closures[0] ?? []).sorted()
    var next = Array(repeating: Self.dead, count: 2 * classes.count)
    var isAccepting = [false, first.contains(automaton.end)]
    var numbers: [[Int]: UInt16] = [first: Self.start]
    var open = [first]
    while let states = open.popLast(), let number = numbers[states] {
      var reached: [[Int]] = Array(repeating: [], count: classes.count)
      for move in states.lazy.compactMap({ moves[$0] }) {
        for index in move.classes { reached[index] += move.reached }
      }
      for (index, states) in reached.enumerated() where !states.isEmpty {
        let states = Set(states).sorted()
        let target = numbers[states] ?? UInt16(isAccepting.count)
        if numbers[states] == nil {
          numbers[states] = target
          isAccepting.append(states.contains(automaton.end))
          next += Array(repeating: Self.dead, count: classes.count)
          open.append(states)
        }
        next[Int(number) * classes.count + index] = target
      }
    }
    self.next = next
    self.isAccepting = isAccepting
  }

  /// Whether the automaton accepts a text.
  func accepts(_ scalars: String.UnicodeScalarView) -> Bool {
    var state = Self.start
    for scalar in scalars {
      state = next[Int(state) * classes.count + classes.number(of: scalar.value)]
      if state == Self.dead { return false }
    }
    return isAccepting[Int(state)]
  }
}

/// Numbered classes of scalars that a pattern does not distinguish.
private struct ScalarClasses: Sendable {
  /// An example scalar of each class.
  private(set) var examples: [UInt32] = []
  /// The first scalar of each range, ascending.
  private var starts: [UInt32]
  private var numbers: [Int] = []
  private var ascii: [Int] = []

  init(of sets: [ScalarSet]) {
    let sets = Array(Set(sets))
    starts = Set(sets.flatMap(\.ranges).flatMap { [$0.lowerBound, $0.upperBound + 1] })
      .union([0]).filter { $0 <= ScalarSet.highest }.sorted()
    var known: [[Bool]: Int] = [:]
    for start in starts {
      let membership = sets.map { $0.contains(start) }
      if known[membership] == nil {
        known[membership] = examples.count
        examples.append(start)
      }
      numbers.append(known[membership] ?? 0)
    }
    ascii = (0..<128).map { search($0) }
  }

  var count: Int { examples.count }

  /// The classes of the scalars in a set.
  func numbers(in set: ScalarSet) -> [Int] {
    examples.indices.filter { set.contains(examples[$0]) }
  }

  func number(of value: UInt32) -> Int {
    value < 128 ? ascii[Int(value)] : search(value)
  }

  /// The class of the last range that starts at the scalar or before it.
  private func search(_ value: UInt32) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return numbers[low]
  }
}
