import Results
import Foundation
import IIIFBench
import Support

/// The environment of the run and how to repeat it.
struct ProvenanceSection {
  var result: BenchmarkResult

  var section: ReportSection {
    ReportSection(
      id: "provenance", title: "Environment",
      content: """
        <dl class="facts">\(facts.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as HTML }.joined())</dl>
        <p>To repeat the run:</p>
        <pre>\(ShellCommand.text(of: result.command))</pre>
        <details data-print><summary>The study, including changes by flags</summary>
        \(SettingList.html(of: result.study))</details>
        <details><summary>\(Quantity.counted(result.images.files.count, "image file")) of \
        \(Quantity.counted(result.images.images.count, "image")) from \(result.images.name)</summary>
        <div class="scroll" tabindex="0" role="group" aria-label="Image files"><table>
        <thead><tr><th scope="col">file</th><th scope="col" class="n">bytes</th>\
        <th scope="col">SHA-256</th><th scope="col">made by</th></tr></thead>
        <tbody>\(result.images.files.map(row).joined(separator: "\n"))</tbody></table></div></details>
        """)
  }

  private var facts: [(String, String)] {
    let (host, tool) = (result.host, result.tool)
    let length = result.ended.map { $0.timeIntervalSince(result.started) }
    return [
      ("started", Timestamp.text(result.started)),
      ("duration", length.map { Quantity.time(seconds: $0) } ?? "interrupted"),
      ("seed", String(result.seed)),
      ("system", "\(host.system), kernel \(host.kernel)"),
      ("processor", "\(host.processor), \(Quantity.counted(host.processors, "processor"))"),
      ("memory", Quantity.bytes(Double(host.memory))),
      ("program", ToolText.text(tool)),
      ("schema", "\(result.schema.name) \(result.schema.version)"),
    ]
  }

  private func row(_ file: ImageFile) -> HTML {
    """
    <tr><td>\(file.path)</td><td class="n">\(Quantity.count(file.bytes))</td>\
    <td><code>\(file.sha256)</code></td><td><code>\(file.command)</code></td></tr>
    """
  }
}
