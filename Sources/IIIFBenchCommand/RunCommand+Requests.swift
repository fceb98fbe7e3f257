import IIIF
import IIIFBench
import Measuring

extension RunCommand {
  /// Sets the windows of a study so that all cells together send at most a number of requests.
  func limit(
    _ study: inout Study, to requests: Int, selection: Selection, own: OwnService?
  ) throws {
    guard let own else {
      throw CommandFailure("--requests requires --url and --identifiers", status: .usage)
    }
    let most = try selection.operations.map { try requestsOfIteration($0, on: own) }.reduce(0, +)
    let cells = max(1, study.loads.count)
    guard most > 0, requests >= most * cells else {
      throw CommandFailure(
        "--requests \(requests): one iteration of each cell takes \(most * cells) requests",
        status: .usage)
    }
    study.blocks = .fixed(1)
    study.warmUp = .fixed(0)
    study.iterations = requests / (most * cells)
  }

  private func requestsOfIteration(
    _ operation: any ImageOperation, on own: OwnService
  ) throws -> Int {
    try firstSteps(of: operation, on: own).reduce(0) { $0 + $1.count }
  }

  /// The maximum number of requests that an operation sends together on the first picture.
  func requestsAtOnce(of selection: Selection, on own: OwnService) -> Int {
    selection.operations.map { operation in
      ((try? firstSteps(of: operation, on: own)) ?? []).map(\.count).max() ?? 1
    }.max() ?? 1
  }

  private func firstSteps(
    of operation: any ImageOperation, on own: OwnService
  ) throws -> [[OperationRequest]] {
    let ready = try own.server.prepared(operation, for: own.dataset)
    guard let image = own.dataset.images.max(by: { $0.size.area < $1.size.area }) else { return [] }
    return try ready.steps(
      of: Iteration(
        index: 0, image: image, images: own.dataset.images, version: own.server.api.version,
        fullSize: own.server.api.fullSize,
        random: SeededRandom(seed: seed, purpose: type(of: operation).name, index: 0)))
  }
}
