package import Results

/// Measures the cells of a group in turn, slice by slice, until all are complete.
package struct GroupMeasurement: Sendable {
  /// The cells, in the order of their first turns.
  package var cells: [CellMeasurement]

  /// A cell that is being measured, or has failed.
  private enum Turn {
    case open(CellSession)
    case closed(CellResult)

    /// Whether slices are missing.
    var isOpen: Bool {
      if case .open(let session) = self { !session.isComplete } else { false }
    }
  }

  /// The results in the order of the cells.
  ///
  /// The order of turns is reversed in every second round (a b b a), so that a machine that becomes
  /// slower and slower does not prefer the first one.
  ///
  /// - Throws: `CancellationError`. Other errors make their cell `failed`.
  package func results() async throws -> [CellResult] {
    var turns: [Turn] = []
    for cell in cells {
      turns.append(
        try await guarded(cell) { .open(try await CellSession(cell, isAlone: cells.count == 1)) })
    }
    for index in turns.indices {
      turns[index] = try await advanced(turns[index], cells[index]) { try await $0.warmUp() }
    }
    var isForward = true
    while turns.contains(where: \.isOpen) {
      let order = isForward ? Array(turns.indices) : turns.indices.reversed()
      for index in order where turns[index].isOpen {
        turns[index] = try await advanced(turns[index], cells[index]) {
          try await $0.measureSlice()
        }
      }
      isForward.toggle()
    }
    var results: [CellResult] = []
    for (turn, cell) in zip(turns, cells) { results.append(try await result(of: turn, cell)) }
    return Self.withoutIdleServers(results)
  }

  /// The results without the CPU time of the group's other servers in the load of other programs.
  private static func withoutIdleServers(_ results: [CellResult]) -> [CellResult] {
    let processors = Double(HostRecord.current.processors)
    let idle = results.map { $0.serverIdleCPUShare ?? 0 }
    let all = idle.reduce(0, +)
    return zip(results, idle).map { result, own in
      var result = result
      if let programs = result.otherLoad?.programs {
        result.otherLoad?.programs = max(0, programs - (all - own) / processors)
      }
      return result
    }
  }

  private func advanced(
    _ turn: Turn, _ cell: CellMeasurement, by step: (inout CellSession) async throws -> Void
  ) async throws -> Turn {
    guard case .open(var session) = turn else { return turn }
    return try await guarded(cell) {
      try await step(&session)
      return .open(session)
    }
  }

  private func result(of turn: Turn, _ cell: CellMeasurement) async throws -> CellResult {
    let closed = try await guarded(cell) {
      guard case .open(var session) = turn else { return turn }
      return .closed(try await session.result())
    }
    guard case .closed(let result) = closed else { preconditionFailure("a cell is still open") }
    return result
  }

  /// What the work returns, or the failed result of the cell that it is about.
  private func guarded(
    _ cell: CellMeasurement, _ work: () async throws -> Turn
  ) async throws -> Turn {
    do {
      return try await work()
    } catch let error as CancellationError {
      throw error
    } catch {
      return .closed(
        CellResult(cell: cell.cell, block: cell.block, state: .failed, reason: "\(error)"))
    }
  }
}
