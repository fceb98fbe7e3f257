/// A deterministic automaton as a table: one access a scalar.
struct TransitionTable: Sendable {
  private static let dead: UInt16 = 0
  private static let start: UInt16 = 1

  private let classes: ScalarClasses
  /// The next state of each state for each class of scalars.
  private var next: [UInt16]
  private var isAccepting: [Bool]

  /// Turns each set of states that the automaton can be in at a time into one state.
  init(_ automaton: PatternAutomaton) {
    classes = ScalarClasses(of: automaton.moves.compactMap { $0?.set })
    next = Array(repeating: Self.dead, count: 2 * classes.count)
    let first = automaton.closure(of: [0])
    isAccepting = [false, first.contains(automaton.end)]
    var numbers: [[Int]: UInt16] = [[]: Self.dead, first: Self.start]
    var open = [first]
    while let states = open.popLast(), let number = numbers[states] {
      let moves = states.compactMap { automaton.moves[$0] }
      for (index, example) in classes.examples.enumerated() {
        let reached = automaton.closure(
          of: moves.lazy.filter { $0.set.contains(example) }.map(\.target))
        let target = numbers[reached] ?? UInt16(isAccepting.count)
        if numbers[reached] == nil {
          numbers[reached] = target
          isAccepting.append(reached.contains(automaton.end))
          next += Array(repeating: Self.dead, count: classes.count)
          open.append(reached)
        }
        next[Int(number) * classes.count + index] = target
      }
    }
  }

  /// Whether the automaton accepts all scalars of a text in their order.
  func accepts(_ scalars: String.UnicodeScalarView) -> Bool {
    var state = Self.start
    for scalar in scalars {
      state = next[Int(state) * classes.count + classes.number(of: scalar.value)]
      if state == Self.dead { return false }
    }
    return isAccepting[Int(state)]
  }
}

/// Scalars that a pattern does not tell apart, each class under a number.
private struct ScalarClasses: Sendable {
  /// One scalar of each class.
  private(set) var examples: [UInt32] = []
  /// The first scalar of each range, ascending, and the range's class.
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
