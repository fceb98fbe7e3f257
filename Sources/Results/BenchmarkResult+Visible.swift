import Foundation
import Support

extension BenchmarkResult {
  /// The result with visible control characters in all texts, for reports.
  package var visible: BenchmarkResult {
    var copy = self
    (copy.tool, copy.host, copy.study) = (visibleCopy(tool), visibleCopy(host), visibleCopy(study))
    (copy.servers, copy.images) = (visibleCopy(servers), visibleCopy(images))
    (copy.starts, copy.warnings) = (visibleCopy(starts), warnings.map(VisibleText.of))
    copy.command = command.map(VisibleText.of)
    copy.cells = cells.map {
      $0.texts.contains(where: VisibleText.needsChange) ? visibleCopy($0) : $0
    }
    return copy
  }
}

/// A copy with visible texts.
private func visibleCopy<Value: Codable>(_ value: Value) -> Value {
  VisibleText.copy(of: value, encoder: .results, decoder: .results)
}

extension CellResult {
  /// All texts of the cell, without those that are checked when they are decoded.
  fileprivate var texts: [String] {
    let examples = errorExamples.flatMap {
      [$0.kind, $0.url, $0.picture, $0.expected, $0.found] + $0.log
    }
    let processes = (processChanges?.ended ?? []) + (processChanges?.begun ?? [])
    var texts = [server, variant, operation, reason ?? "", transport]
    texts += errors.keys
    texts += remarks
    texts += examples
    texts += parts.map(\.name)
    texts += traits.flatMap { [$0.traits.mediaType, $0.traits.subsampling ?? ""] }
    texts += processes.map(\.name)
    texts += phases.keys
    return texts
  }
}
