package import Results
package import IIIFBench
import Support

/// One cell over all of its blocks.
package struct CellSummary: Sendable {
  /// The cell.
  package let cell: Cell
  /// The blocks with a valid answer, in order.
  package let blocks: [CellResult]
  /// Measured if a block has a valid answer; otherwise failed if a block was measured or failed.
  package let state: CellState
  /// Why the cell was not measured.
  package let reason: String?
  /// Valid answers per second, over the blocks; nil without a measured block.
  package internal(set) var throughput: BlockSpread?
  /// Iterations per second, over the blocks; nil if an iteration is one request.
  package internal(set) var iterationThroughput: BlockSpread?
  /// Median response times in microseconds, over the blocks.
  package internal(set) var medianResponseTime: BlockSpread?
  /// Response times of all blocks; nil without a valid answer.
  package let responseTime: LatencyFigures?
  /// Times to the first byte of all blocks; nil without a valid answer.
  package let timeToFirstByte: LatencyFigures?
  /// Times of whole iterations of all blocks; nil if an iteration is one request.
  package let iterationTime: LatencyFigures?
  /// Valid answers.
  package let requests: Int
  /// Failed requests by kind.
  package let errors: [String: Int]
  /// Examples of errors.
  package let errorExamples: [ErrorExample]
  /// The mean size of valid answers in bytes.
  package let meanBytes: Double?
  /// The server's CPU seconds per valid answer; nil if they could not be read.
  package let cpuSecondsPerRequest: Double?
  /// The server's peak memory in bytes; nil if it could not be read.
  package let peakMemory: Int?
  /// The hits of the server's cache; nil unless it is wanted.
  package let cache: CacheSummary?
  /// Remarks without repetition, one sentence each.
  package let remarks: [String]

  /// Combines the blocks of a cell.
  package init(cell: Cell, blocks results: [CellResult]) {
    let sent = results.filter { $0.state == .measured }.sorted { $0.block < $1.block }
    let measured = sent.filter(\.hasValidAnswer)
    let silent = sent.filter { !$0.hasValidAnswer }
    let failed =
      results.filter { $0.state == .failed }.map { (block: $0.block, reason: $0.reason) }
      + silent.map {
        (block: $0.block, reason: $0.errorCount > 0 ? Self.noValidAnswer : Self.noAnswer)
      }
    self.cell = cell
    blocks = measured
    state = measured.isEmpty ? (failed.isEmpty ? .unsupported : .failed) : .measured
    reason = measured.isEmpty ? failed.first?.reason ?? results.first?.reason : nil
    throughput = BlockSpread(measured.map(\.throughput))
    let iterations = measured.compactMap(\.iterationThroughput)
    iterationThroughput = iterations.count == measured.count ? BlockSpread(iterations) : nil
    medianResponseTime = BlockSpread(measured.compactMap { $0.responseTime.map { Double($0.p50) } })
    responseTime = LatencyFigures(merging: measured.compactMap(\.responseTime))
    timeToFirstByte = LatencyFigures(merging: measured.compactMap(\.timeToFirstByte))
    iterationTime = LatencyFigures(merging: measured.compactMap(\.iterationTime))
    requests = measured.reduce(0) { $0 + $1.requests }
    errors = sent.reduce(into: [:]) { $0.merge($1.errors, uniquingKeysWith: +) }
    errorExamples = ErrorExample.first(of: sent.flatMap(\.errorExamples))
    let answers = measured.reduce(0) { $0 + $1.completedInWindow }
    meanBytes =
      answers > 0 ? Double(measured.reduce(0) { $0 + $1.bytes }) / Double(answers) : nil
    cpuSecondsPerRequest = Self.cpuSecondsPerRequest(of: measured)
    cache = CacheSummary(measured.compactMap(\.cache))
    peakMemory = measured.compactMap(\.serverPeakMemory).max()
    let lost =
      measured.isEmpty
      ? []
      : failed.sorted { $0.block < $1.block }
        .map { "Block \($0.block) failed: \($0.reason ?? "")" }
    remarks = unique(results.flatMap(\.remarks) + lost)
  }

  /// The server's mean CPU seconds per block; nil if they could not be read.
  package var cpuSeconds: Double? {
    let known = blocks.compactMap(\.serverCPUSeconds)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// Valid answers per second of the server's CPU time; nil if it could not be read.
  package var answersPerCPUSecond: Double? {
    cpuSecondsPerRequest.flatMap { $0 > 0 ? 1 / $0 : nil }
  }

  /// The mean share of the machine that other programs and machines used in the windows; nil if it
  /// could not be read.
  package var otherLoad: Double? {
    let known = blocks.compactMap { $0.otherLoad?.share }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// Failed requests of all kinds.
  package var errorCount: Int { errors.values.reduce(0, +) }

  /// The share of failed requests, from 0 to 1.
  package var errorShare: Double {
    errorCount > 0 ? Double(errorCount) / Double(requests + errorCount) : 0
  }

  /// The reason of cells whose requests all failed.
  package static let noValidAnswer = "no valid answer"
  /// The reason of cells that neither answered nor failed within the window.
  package static let noAnswer = "\(CellResult.unfinishedReason): no answer within the window"

  /// Whether the cell failed because it neither answered nor failed in time.
  package var didNotFinish: Bool {
    state == .failed && reason?.hasPrefix(CellResult.unfinishedReason) ?? false
  }

  private static func cpuSecondsPerRequest(of blocks: [CellResult]) -> Double? {
    let known = blocks.filter { $0.serverCPUSeconds != nil }
    let answers = known.reduce(0) { $0 + $1.completedInWindow }
    guard answers > 0 else { return nil }
    return known.reduce(0) { $0 + ($1.serverCPUSeconds ?? 0) } / Double(answers)
  }
}
