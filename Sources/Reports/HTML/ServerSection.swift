import Results
import IIIF
import IIIFBench

/// The servers with all settings.
struct ServerSection {
  var result: BenchmarkResult

  var section: ReportSection {
    ReportSection(
      id: "servers", title: "Servers and settings",
      content: result.servers.map(details).joined(separator: "\n"))
  }

  private func details(_ server: ServerRecord) -> HTML {
    let descriptor = server.descriptor
    return """
      <details data-print><summary><strong>\(descriptor.label)</strong> \(descriptor.title) \
      \(descriptor.version), \(workers(descriptor)), \
      \(server.runtime.rawValue), Image API \(server.api.version.rawValue)</summary>
      <dl class="facts">
      \(facts(of: server).map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as HTML }.joined())
      </dl>
      <h3>Descriptor</h3>
      \(SettingList.html(of: server.descriptor))</details>
      """
  }

  private func workers(_ descriptor: ServerDescriptor) -> String {
    let (kind, count) = (descriptor.workers.kind, descriptor.workers.count)
    return switch kind {
    case .process: count == 1 ? "1 process" : "\(count) processes"
    case .thread: Quantity.counted(count, "thread")
    }
  }

  private func facts(of server: ServerRecord) -> [(String, String)] {
    let descriptor = server.descriptor
    let provenance = server.provenance.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let quality = descriptor.jpegQuality.value.map { "\($0)" } ?? "unknown"
    return [
      ("homepage", descriptor.homepage), ("licence", descriptor.licence),
      ("JPEG quality", quality), ("descriptor", "sha256:\(server.descriptorHash)"),
    ] + provenance + StartSummary(of: descriptor.label, in: result.starts).facts
      + (descriptor.wantsCaches ? [("caches", "measured on purpose")] : [])
      + descriptor.caches.map { ("caches", $0) }
      + descriptor.notes.map { ("note", $0) }
      + (descriptor.remarks ?? []).map { ("note", $0.text) }
  }
}
