import LoadGenerator
import Results
import Support

/// What a cell left undone when it reached its time limit.
struct UnfinishedLoad {
  /// Valid answers, failures and pending requests, with those of the warm-up.
  private let answers: Int
  private let failures: Int
  private let pending: Int
  private let kinds: [String]
  private let seconds: Double
  private let limit: Double

  /// Reads the report of a load that took a number of seconds.
  init(_ report: LoadReport, seconds: Double, limit: Double) {
    answers = report.timeline.reduce(0) { $0 + $1.requests }
    failures = report.timeline.reduce(0) { $0 + $1.errors }
    pending = report.unfinished
    kinds = unique(report.failures.map(\.kind)).sorted()
    self.seconds = seconds
    self.limit = limit
  }

  /// The reason of a cell without figures: `did not finish: 0 of 24 answers in 60 s`.
  var reason: String {
    let failed = failures == 0 ? "" : "; \(failures) failed (\(kinds.joined(separator: ", ")))"
    return
      "\(CellResult.unfinishedReason): \(answers) of \(answers + failures + pending) answers in "
      + "\(seconds.rounded().short) s\(failed)"
  }

  /// The remark on a cell that has figures; nil if nothing was pending.
  var remark: String? {
    pending == 0
      ? nil : "The cell reached its time limit of \(limit.short) s with requests unfinished."
  }
}

extension CellResult {
  /// Takes what was left undone; a cell without an answer and without a failure has failed.
  mutating func take(_ load: UnfinishedLoad) {
    if let failures = errors.removeValue(forKey: Fault.generatorLimit.rawValue) {
      state = .failed
      reason =
        "the load generator reached a limit of its own, so that \(failures) requests were not sent: "
        + "raise the limit of open files (ulimit -n), or use fewer users"
    } else if !hasValidAnswer, errorCount == 0 {
      (state, reason) = (.failed, load.reason)
    } else if let remark = load.remark {
      remarks.append(remark)
    }
  }
}
