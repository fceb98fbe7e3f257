package import IIIFBench
package import Results
import LoadGenerator
import Support

/// What a server's descriptor explains about the figures of a cell.
package struct DescriptorRemarks: Sendable {
  private let descriptor: ServerDescriptor

  /// Creates the remarks of a server.
  package init(of descriptor: ServerDescriptor) {
    self.descriptor = descriptor
  }

  /// The remarks for the result of a cell, one or several sentences each.
  package func remarks(on result: CellResult) -> [String] {
    let notes = (descriptor.remarks ?? []).filter { $0.concerns(result.format, result.operation) }
    return [passThrough(in: result), timeout(in: result), queue(in: result)].compactMap(\.self)
      + notes.map(\.text)
  }

  private func passThrough(in result: CellResult) -> String? {
    guard result.traits.contains(where: \.traits.isPassedThrough) else { return nil }
    let family = result.format.family
    let found = "The answer is the source file itself, which no decoder reads"
    return descriptor.passesSourceThrough?.contains(family) == true
      ? "\(found), as the descriptor says."
      : "\(found). The descriptor does not say so; add 'passes-source-through: "
        + "[\(family.rawValue)]'."
  }

  private func timeout(in result: CellResult) -> String? {
    guard let timeout = descriptor.limits.timeout else { return nil }
    let kinds = [Fault.reset, .truncated].map(\.rawValue).filter { result.errors[$0] != nil }
    guard !kinds.isEmpty else { return nil }
    return "The server itself gives up an answer after \(timeout.short) s, which looks like "
      + "\(kinds.joined(separator: " or "))."
  }

  private func queue(in result: CellResult) -> String? {
    guard let queue = descriptor.limits.queue else { return nil }
    let kinds = ["status-503", "status-429", Fault.backPressure.rawValue]
      .filter { result.errors[$0] != nil }
    guard !kinds.isEmpty else { return nil }
    return "The server refuses requests while \(queue) others wait, which looks like "
      + "\(kinds.joined(separator: " or "))."
  }
}
