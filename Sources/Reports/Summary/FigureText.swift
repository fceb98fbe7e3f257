import Decisions
import LoadGenerator
import Results
import Statistics

/// Formats the figure by which servers are compared.
enum FigureText {
  /// `93.2 requests/s`, `4.1 iterations/s, 240 ms each`, `median 20.1 ms`.
  static func text(of cell: CellSummary, _ figure: ComparedFigure) -> String {
    switch figure {
    case .answersPerSecond:
      return "\(Quantity.number(cell.throughput?.mean ?? 0)) requests/s"
    case .iterationsPerSecond:
      let rate = "\(Quantity.number(cell.iterationThroughput?.mean ?? 0)) iterations/s"
      let time = cell.iterationTime.map { ", \(Quantity.duration(Double($0.p50))) each" }
      return rate + (time ?? "")
    case .responseTime:
      return "median \(Quantity.duration(cell.medianResponseTime?.mean ?? 0))"
    }
  }

  /// The figure for tables: `93.2/s`, `20.1 ms`.
  static func short(of cell: CellSummary, _ figure: ComparedFigure) -> String {
    switch figure {
    case .answersPerSecond: "\(Quantity.number(cell.throughput?.mean ?? 0))/s"
    case .iterationsPerSecond: "\(Quantity.number(cell.iterationThroughput?.mean ?? 0))/s"
    case .responseTime: Quantity.duration(cell.medianResponseTime?.mean ?? 0)
    }
  }
}

extension SetApart {
  /// The reason, as a clause about the server.
  var text: String {
    switch self {
    case .errors(let share): "\(Quantity.share(share)) of its requests failed"
    case .pixelSize(let width, let height):
      "its images are \(WorkValue.difference(width: width, height: height)) than requested"
    case .cached: "its answers come from a cache"
    case .passedThrough: "it returns the source file"
    case .unfinished: "it did not finish an answer within the window"
    }
  }
}
