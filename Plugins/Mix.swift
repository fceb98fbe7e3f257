import IIIF
import IIIFBench

/// Selects one of several operations at random for each iteration, by weight.
///
/// `weights` lists the operations: `crop=60,information=30,full=10`, or `crop:size=256=60` with
/// options. The iterations of each operation form a part with its own figures. A mix requires all
/// features of its operations.
struct Mix: ImageOperation {
  static let name = "mix"
  static let summary = "a random mix of operations, by weight"
  static let options = [
    OperationOption(
      "weights", .operations, "operations with weights: crop=60,information=30,full=10")
  ]
  static let examples = [
    OperationExample(
      300, 200, options: ["weights": "full=1"],
      requests: [.init("full/full/0/default.jpg", 300, 200)])
  ]

  private var shares: [OperationShare]
  private let total: Int

  init(options: OptionValues) {
    shares = options.operations("weights")
    total = shares.reduce(0) { $0 + $1.weight }
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    shares.reduce(into: []) { $0.formUnion($1.operation.requiredFeatures(in: version)) }
  }

  func isDefined(in version: APIVersion) -> Bool {
    shares.allSatisfy { $0.operation.isDefined(in: version) }
  }

  var remarks: [String] { shares.flatMap(\.operation.remarks) }

  func prepared(for setting: OperationSetting) throws -> any ImageOperation {
    var mix = self
    mix.shares = try shares.map { share in
      var share = share
      share.operation = try share.operation.prepared(for: setting)
      return share
    }
    return mix
  }

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    var random = iteration.random
    let share = shares[place(of: random.integer(in: 0...total - 1))]
    var selected = iteration
    selected.random = SeededRandom(
      seed: random.next(), purpose: share.label, index: iteration.index)
    return try share.operation.steps(of: selected).enumerated().map { index, step in
      step.map { request in
        var request = request
        request.part = part(of: request.part, share: share.label, step: index)
        return request
      }
    }
  }

  /// The index of the share that a number below the sum of weights selects.
  private func place(of ticket: Int) -> Int {
    var rest = ticket
    for (index, share) in shares.enumerated() {
      if rest < share.weight { return index }
      rest -= share.weight
    }
    return shares.count - 1
  }

  /// The operation's own part, or a part that covers the whole iteration.
  private func part(of own: OperationPart?, share: String, step: Int) -> OperationPart {
    guard let own else { return OperationPart(share, continues: step > 0) }
    return OperationPart("\(share), \(own.name)", continues: own.continues)
  }
}
