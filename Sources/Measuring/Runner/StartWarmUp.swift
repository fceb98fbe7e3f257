package import IIIFBench
import Support

/// Warms up a server that has just been started, by all of its operations.
package enum StartWarmUp {
  /// Sends each operation on each source format at its highest load, for equal parts of the time.
  ///
  /// Failures are only logged, since the measurement that follows has them as well.
  ///
  /// - Throws: `CancellationError`.
  @Sendable package static func run(
    _ cells: [CellMeasurement], for seconds: Seconds
  ) async throws {
    let busiest = Self.busiest(of: cells)
    for cell in busiest {
      try Task.checkCancellation()
      do {
        var session = try await CellSession(cell, isAlone: false)
        try await session.warmUp(for: seconds / Double(busiest.count))
        await session.discard()
      } catch let error as CancellationError {
        throw error
      } catch {
        Log.current.debug("warm-up by \(cell.cell.operation) of \(cell.cell.serverLabel): \(error)")
      }
    }
  }

  /// The cell with the highest load of each operation on each source format.
  static func busiest(of cells: [CellMeasurement]) -> [CellMeasurement] {
    var result: [CellMeasurement] = []
    for measurement in cells {
      let index = result.firstIndex {
        $0.cell.operation == measurement.cell.operation
          && $0.cell.format == measurement.cell.format
      }
      if let index {
        if result[index].cell.load.level < measurement.cell.load.level {
          result[index] = measurement
        }
      } else {
        result.append(measurement)
      }
    }
    return result
  }
}

extension Load {
  /// The number of users, the rate or the speed.
  fileprivate var level: Double {
    switch self {
    case .concurrency(let users): Double(users)
    case .rate(let rate): rate
    case .replaySpeed(let speed): speed
    }
  }
}
