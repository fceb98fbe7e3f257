extension LoadPlan {
  /// Throws all problems of the plan.
  func check() throws(LoadError) {
    var problems: [PlanProblem] = []
    if Origin(origin) == nil { problems.append(.origin(origin)) }
    problems += requests.problems + scheduleProblems
    if threads < 1 { problems.append(.tooSmall("the number of threads", minimum: 1)) }
    problems += connections.problems(needsLibcurl: needsLibcurl) + stageProblems
    problems += self.problems(in: LoadSlice(warmUp: warmUp, stop: stop))
    if !problems.isEmpty { throw .invalidPlan(problems) }
  }

  /// Throws all problems of a slice.
  func check(_ slice: LoadSlice) throws(LoadError) {
    let problems = problems(in: slice)
    if !problems.isEmpty { throw .invalidPlan(problems) }
  }

  private func problems(in slice: LoadSlice) -> [PlanProblem] {
    var problems: [PlanProblem] = []
    if let iterations = slice.stop.iterations, iterations < 1 {
      problems.append(.tooSmall("the number of iterations", minimum: 1))
    }
    if !slice.warmUp.isEmpty, stages.first?.from == 0 { problems.append(.nothingInStages) }
    if let precision = slice.stop.precision, !precision.isValid { problems.append(.precision) }
    return problems
  }

  private var stageProblems: [PlanProblem] {
    var problems: [PlanProblem] = []
    for (index, stage) in stages.enumerated()
    where !(stage.from >= 0 && stage.to >= 0 && stage.from.isFinite && stage.to.isFinite) {
      problems.append(.stageLevel(index))
    }
    let isNothing = !stages.isEmpty && stages.allSatisfy { $0.from == 0 && $0.to == 0 }
    return problems + (isNothing ? [.nothingInStages] : [])
  }

  private var scheduleProblems: [PlanProblem] {
    switch schedule {
    case .closed(let concurrency, _):
      concurrency < 1 ? [.tooSmall("the concurrency", minimum: 1)] : []
    case .open(let rate, _, let maximumConnections):
      (rate > 0 && rate.isFinite ? [] : [.rate(rate)])
        + (maximumConnections < 1
          ? [.tooSmall("the number of connections", minimum: 1)] : [])
    case .recorded(let timetable, let maximumConnections):
      (timetable.isValid ? [] : [.timetable])
        + (stages.isEmpty ? [] : [.stagesOfTimetable])
        + (maximumConnections < 1
          ? [.tooSmall("the number of connections", minimum: 1)] : [])
    }
  }
}

extension RequestTable {
  fileprivate var problems: [PlanProblem] {
    if iterationCount == 0 { return [.noRequests] }
    var problems: [PlanProblem] = []
    for index in 0..<iterationCount where steps(ofIteration: index).isEmpty {
      problems.append(.emptyIteration(index))
    }
    for (index, request) in requests.enumerated() {
      if !request.hasValidTarget { problems.append(.target(index, request.target)) }
      for field in request.headers where !field.isValid {
        problems.append(.headerField(index, field))
      }
    }
    return problems
  }
}

extension LoadRequest {
  fileprivate var hasValidTarget: Bool {
    target.utf8.first == UInt8(ascii: "/") && target.utf8.allSatisfy { $0 > 32 && $0 < 127 }
  }
}

extension HeaderField {
  fileprivate var isValid: Bool {
    !name.isEmpty && name.utf8.allSatisfy(\.isTokenByte)
      && value.utf8.allSatisfy(\.isFieldValueByte)
  }
}

extension ConnectionOptions {
  fileprivate func problems(needsLibcurl: Bool) -> [PlanProblem] {
    var problems: [PlanProblem] = []
    if maximumRedirects < 0 {
      problems.append(.tooSmall("the number of redirects", minimum: 0))
    }
    if streamsPerConnection < 1 {
      problems.append(.tooSmall("the number of streams per connection", minimum: 1))
    }
    if let limit = requestsPerConnection {
      if limit < 1 {
        problems.append(.tooSmall("the number of requests per connection", minimum: 1))
      } else if limit > 1, needsLibcurl {
        problems.append(.requestsPerConnection(limit))
      }
    }
    return problems
  }
}

extension StopRule.Precision {
  fileprivate var isValid: Bool {
    percentile > 0 && percentile < 100 && confidence > 0 && confidence < 1 && relativeWidth > 0
  }
}
