import IIIF
import IIIFBench

/// Does the work of other operations, whose turns come at random by their weights.
///
/// `weights` names them: `crop=60,information=30,full=10`, or `crop:size=256=60` with options. Each
/// iteration is one of a single operation, as it would be on its own, and has figures of its own as a
/// part. A mix needs all features that its operations need.
struct Mix: ImageOperation {
  static let name = "mix"
  static let summary = "other operations in turn, by weight"
  static let options = [
    OperationOption(
      "weights", .operations, "operations with their weights: crop=60,information=30,full=10")
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
    var turn = iteration
    turn.random = SeededRandom(seed: random.next(), purpose: share.label, index: iteration.index)
    return try share.operation.steps(of: turn).enumerated().map { index, step in
      step.map { request in
        var request = request
        request.part = part(of: request.part, share: share.label, step: index)
        return request
      }
    }
  }

  /// The share on which a ticket falls, when each has as many tickets as its weight.
  private func place(of ticket: Int) -> Int {
    var rest = ticket
    for (index, share) in shares.enumerated() {
      if rest < share.weight { return index }
      rest -= share.weight
    }
    return shares.count - 1
  }

  /// The whole iteration is a part, unless the operation tells parts apart itself.
  private func part(of own: OperationPart?, share: String, step: Int) -> OperationPart {
    guard let own else { return OperationPart(share, continues: step > 0) }
    return OperationPart("\(share), \(own.name)", continues: own.continues)
  }
}
