import Support

/// A weighted operation that is part of another one.
public struct OperationShare: Sendable {
  /// The operation's name, with options other than their defaults.
  public var label: String
  /// The weight, which determines its share of iterations.
  public var weight: Int
  /// The operation.
  public var operation: any ImageOperation

  /// Creates a share.
  package init(label: String, weight: Int, operation: any ImageOperation) {
    self.label = label
    self.weight = weight
    self.operation = operation
  }

  /// The maximum weight.
  static let maximumWeight = 1_000_000

  /// Parses `NAME=WEIGHT,NAME:OPTION=VALUE=WEIGHT`.
  ///
  /// - Throws: ``ShareError`` with all problems.
  static func shares(
    in text: String, among known: [any ImageOperation.Type]
  ) throws(ShareError) -> [OperationShare] {
    var shares: [OperationShare] = []
    var problems: [ShareError.Problem] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      do throws(ShareError.Problem) {
        let share = try share(in: part.trimmed, among: known)
        if shares.contains(where: { $0.label == share.label }) {
          throw .twice(share.label)
        }
        shares.append(share)
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw ShareError(problems: problems) }
    return shares
  }

  private static func share(
    in text: Substring, among known: [any ImageOperation.Type]
  ) throws(ShareError.Problem) -> OperationShare {
    guard let sign = text.lastIndex(of: "="), let weight = Int(text[text.index(after: sign)...]),
      1...maximumWeight ~= weight
    else { throw .form(String(text)) }
    let label = text[..<sign]
    let words = label.split(separator: ":", omittingEmptySubsequences: false)
    guard let type = known.first(where: { $0.name == words[0] }) else {
      throw .unknown(String(words[0]), known: known.map { $0.name }.sorted())
    }
    guard type.kind != .harmful else { throw .harmful(type.name) }
    var options: [String: String] = [:]
    for word in words.dropFirst() {
      let pair = word.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { throw .form(String(text)) }
      options[String(pair[0])] = String(pair[1])
    }
    do {
      let values = try OptionValues(options, for: type.options)
      return OperationShare(
        label: String(label), weight: weight, operation: try type.init(options: values))
    } catch {
      throw .operation(type.name, "\(error)")
    }
  }
}

/// The problems of a list of weighted operations.
package struct ShareError: Error, Hashable {
  /// A single problem.
  package enum Problem: Error, Hashable, Sendable {
    /// The text is not of the form `NAME=WEIGHT`.
    case form(String)
    /// No operation of that name.
    case unknown(String, known: [String])
    /// The operation may harm a server and is never timed.
    case harmful(String)
    /// The operation appears twice with the same options.
    case twice(String)
    /// The operation rejects its options.
    case operation(String, String)
  }

  /// All problems.
  package var problems: [Problem]
}

extension ShareError.Problem {
  /// The problem in one sentence.
  var sentence: String {
    switch self {
    case .form(let text):
      "'\(text)' does not have the form NAME=WEIGHT or NAME:OPTION=VALUE=WEIGHT, with a weight from "
        + "1 to \(OperationShare.maximumWeight)"
    case .unknown(let name, let known): unknownName("operation", name, among: known)
    case .harmful(let name): "operation '\(name)' may harm a server and is never timed"
    case .twice(let label): "'\(label)' appears twice"
    case .operation(let name, let message): "operation '\(name)': \(message)"
    }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop { $0 == " " }
    return start.prefix(start.count - start.reversed().prefix { $0 == " " }.count)
  }
}
