extension LoadPlan {
  /// Throws everything that is wrong with the plan.
  func check() throws(LoadError) {
    var mistakes: [PlanMistake] = []
    if Origin(origin) == nil { mistakes.append(.origin(origin)) }
    mistakes += requests.mistakes + scheduleMistakes
    if threads < 1 { mistakes.append(.tooSmall("the number of threads", minimum: 1)) }
    mistakes += connections.mistakes(needsLibcurl: needsLibcurl) + stageMistakes
    mistakes += self.mistakes(in: LoadSlice(warmUp: warmUp, stop: stop))
    if !mistakes.isEmpty { throw .invalidPlan(mistakes) }
  }

  /// Throws everything that is wrong with a slice of a load of this plan.
  func check(_ slice: LoadSlice) throws(LoadError) {
    let mistakes = mistakes(in: slice)
    if !mistakes.isEmpty { throw .invalidPlan(mistakes) }
  }

  private func mistakes(in slice: LoadSlice) -> [PlanMistake] {
    var mistakes: [PlanMistake] = []
    if let iterations = slice.stop.iterations, iterations < 1 {
      mistakes.append(.tooSmall("the number of iterations", minimum: 1))
    }
    if !slice.warmUp.isEmpty, stages.first?.from == 0 { mistakes.append(.nothingInStages) }
    if let precision = slice.stop.precision, !precision.isSound { mistakes.append(.precision) }
    return mistakes
  }

  private var stageMistakes: [PlanMistake] {
    var mistakes: [PlanMistake] = []
    for (index, stage) in stages.enumerated()
    where !(stage.from >= 0 && stage.to >= 0 && stage.from.isFinite && stage.to.isFinite) {
      mistakes.append(.stageLevel(index))
    }
    let isNothing = !stages.isEmpty && stages.allSatisfy { $0.from == 0 && $0.to == 0 }
    return mistakes + (isNothing ? [.nothingInStages] : [])
  }

  private var scheduleMistakes: [PlanMistake] {
    switch schedule {
    case .closed(let concurrency, _):
      concurrency < 1 ? [.tooSmall("the concurrency", minimum: 1)] : []
    case .open(let rate, _, let maximumConnections):
      (rate > 0 && rate.isFinite ? [] : [.rate(rate)])
        + (maximumConnections < 1
          ? [.tooSmall("the number of connections", minimum: 1)] : [])
    case .recorded(let timetable, let maximumConnections):
      (timetable.isSound ? [] : [.timetable])
        + (stages.isEmpty ? [] : [.stagesOfTimetable])
        + (maximumConnections < 1
          ? [.tooSmall("the number of connections", minimum: 1)] : [])
    }
  }
}

extension RequestTable {
  fileprivate var mistakes: [PlanMistake] {
    if iterationCount == 0 { return [.noRequests] }
    var mistakes: [PlanMistake] = []
    for index in 0..<iterationCount where steps(ofIteration: index).isEmpty {
      mistakes.append(.emptyIteration(index))
    }
    for (index, request) in requests.enumerated() {
      if !request.hasSoundTarget { mistakes.append(.target(index, request.target)) }
      for field in request.headers where !field.isSound {
        mistakes.append(.headerField(index, field))
      }
    }
    return mistakes
  }
}

extension LoadRequest {
  fileprivate var hasSoundTarget: Bool {
    target.utf8.first == UInt8(ascii: "/") && target.utf8.allSatisfy { $0 > 32 && $0 < 127 }
  }
}

extension HeaderField {
  fileprivate var isSound: Bool {
    !name.isEmpty && name.utf8.allSatisfy(\.isTokenByte)
      && value.utf8.allSatisfy(\.isFieldValueByte)
  }
}

extension ConnectionOptions {
  fileprivate func mistakes(needsLibcurl: Bool) -> [PlanMistake] {
    var mistakes: [PlanMistake] = []
    if perUser < 1 {
      mistakes.append(.tooSmall("the number of connections per user", minimum: 1))
    }
    if maximumRedirects < 0 {
      mistakes.append(.tooSmall("the number of redirects", minimum: 0))
    }
    if streamsPerConnection < 1 {
      mistakes.append(.tooSmall("the number of streams per connection", minimum: 1))
    }
    if let limit = requestsPerConnection {
      if limit < 1 {
        mistakes.append(.tooSmall("the number of requests per connection", minimum: 1))
      } else if limit > 1, needsLibcurl {
        mistakes.append(.requestsPerConnection(limit))
      }
    }
    return mistakes
  }
}

extension StopRule.Precision {
  fileprivate var isSound: Bool {
    percentile > 0 && percentile < 100 && confidence > 0 && confidence < 1 && relativeWidth > 0
  }
}
