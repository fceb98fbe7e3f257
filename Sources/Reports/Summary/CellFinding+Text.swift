import Decisions
import IIIFBench
import Support

extension Remark {
  /// The findings of a result, one sentence per kind.
  ///
  /// Cells with the same kind of finding share a sentence with the range of their values.
  static func remarks(of findings: [CellFinding]) -> [Remark] {
    let kinds = unique(findings.map(\.kind.subject))
    return kinds.map { subject in
      let mine = findings.filter { $0.kind.subject == subject }
      return Remark(
        text: subject.sentence(mine.map(\.kind)), cells: mine.flatMap(\.cells))
    }
  }
}

/// The subject of a sentence about findings.
private enum FindingSubject: Hashable {
  case littlesLaw, loadEndedEarly, idleCPU, otherPrograms, steal
  case fasterInWindow, slowerInWindow, fasterOverStart, slowerOverStart

  func sentence(_ kinds: [CellFinding.Kind]) -> String {
    let values = kinds.compactMap(\.value)
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    switch self {
    case .littlesLaw:
      return "Throughput times mean response time over the number of users is "
        + "\(range(least, most, Quantity.number)) instead of 1 (Little's law): one of the figures is wrong."
    case .loadEndedEarly:
      return
        "The load ended before the last counted answer, so the last response times are too short."
    case .idleCPU:
      return "The server used \(range(least, most, Quantity.percent)) % of a processor while only "
        + "other servers were measured."
    case .otherPrograms:
      return "Other programs used \(range(least, most, Quantity.percent)) % of the machine's "
        + "processors in the windows. Stop them, or measure on another machine."
    case .steal:
      return
        "Other virtual machines on the same host used \(range(least, most, Quantity.percent)) % "
        + "of the machine's processors in the windows (steal)."
    case .fasterInWindow, .slowerInWindow:
      return
        "Became \(change(kinds)) within the window: not in a steady state. Try a longer warm-up."
    case .fasterOverStart, .slowerOverStart:
      return "Became \(change(kinds)) from the first to the last cell of a start."
    }
  }

  /// `5 % faster (3–7 %)`, for several cells `5–8 % faster`.
  private func change(_ kinds: [CellFinding.Kind]) -> String {
    let values = kinds.compactMap(\.value)
    let isFaster = self == .fasterInWindow || self == .fasterOverStart
    if kinds.count == 1, let value = values.first, let interval = kinds[0].interval {
      return isFaster ? RatioText.faster(value, interval) : RatioText.slower(value, interval)
    }
    let shares = values.map { isFaster ? $0 - 1 : 1 - $0 }
    return range(shares.min() ?? 0, shares.max() ?? 0, Quantity.percent)
      + " % \(isFaster ? "faster" : "slower")"
  }

  private func range(_ least: Double, _ most: Double, _ text: (Double) -> String) -> String {
    let (first, last) = (text(least), text(most))
    return first == last ? first : "\(first)–\(last)"
  }
}

extension CellFinding.Kind {
  fileprivate var subject: FindingSubject {
    switch self {
    case .littlesLaw: .littlesLaw
    case .loadEndedEarly: .loadEndedEarly
    case .idleCPU: .idleCPU
    case .otherPrograms: .otherPrograms
    case .steal: .steal
    case .windowDrift(let factor, _): factor > 1 ? .fasterInWindow : .slowerInWindow
    case .startDrift(let factor, _): factor > 1 ? .fasterOverStart : .slowerOverStart
    }
  }

  fileprivate var value: Double? {
    switch self {
    case .littlesLaw(let value), .idleCPU(let value), .otherPrograms(let value), .steal(let value),
      .windowDrift(let value, _), .startDrift(let value, _):
      value
    case .loadEndedEarly: nil
    }
  }

  fileprivate var interval: ClosedRange<Double>? {
    switch self {
    case .windowDrift(_, let interval), .startDrift(_, let interval): interval
    case .littlesLaw, .loadEndedEarly, .idleCPU, .otherPrograms, .steal: nil
    }
  }
}
