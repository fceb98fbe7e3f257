/// A nondeterministic automaton of a regular expression (Thompson's construction).
struct PatternAutomaton {
  /// The states reachable from each state without a scalar.
  private(set) var jumps: [[Int]] = [[]]
  /// The state reachable from each state with a scalar of a set.
  private(set) var moves: [(set: ScalarSet, target: Int)?] = [nil]
  /// The state after the whole expression; the first state is 0.
  private(set) var end = 0

  init(_ expression: PatternExpression) {
    end = add(expression, from: 0)
  }

  /// The states with a move, and the end, that each given state reaches without a scalar, itself
  /// included.
  func closures(of states: Set<Int>) -> [Int: [Int]] {
    var visitor = Array(repeating: -1, count: jumps.count)
    var closures: [Int: [Int]] = [:]
    for start in states {
      var found: [Int] = []
      var open = [start]
      while let state = open.popLast() {
        guard visitor[state] != start else { continue }
        visitor[state] = start
        if moves[state] != nil || state == end { found.append(state) }
        open += jumps[state]
      }
      closures[start] = found
    }
    return closures
  }

  private mutating func add(_ expression: PatternExpression, from start: Int) -> Int {
    switch expression {
    case .one(let set):
      // A state has one move, so this one gets a state of its own.
      let source = newState(after: start)
      let target = newState()
      moves[source] = (set, target)
      return target
    case .sequence(let items):
      return items.reduce(start) { add($1, from: $0) }
    case .choice(let choices):
      let ends = choices.map { add($0, from: newState(after: start)) }
      return join(ends)
    case .repeated(let item, let fewest, nil):
      let loop = newState(after: (0..<fewest).reduce(start) { state, _ in add(item, from: state) })
      jumps[add(item, from: newState(after: loop))].append(loop)
      return newState(after: loop)
    case .repeated(let item, let fewest, let most?):
      var ends = [(0..<fewest).reduce(start) { state, _ in add(item, from: state) }]
      for _ in fewest..<most { ends.append(add(item, from: newState(after: ends[ends.count - 1]))) }
      return join(ends)
    }
  }

  private mutating func newState(after previous: Int? = nil) -> Int {
    jumps.append([])
    moves.append(nil)
    if let previous { jumps[previous].append(jumps.count - 1) }
    return jumps.count - 1
  }

  private mutating func join(_ ends: [Int]) -> Int {
    let joined = newState()
    for end in ends { jumps[end].append(joined) }
    return joined
  }
}
