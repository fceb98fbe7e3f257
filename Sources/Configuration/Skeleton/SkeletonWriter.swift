import IIIFBench
import Foundation
package import IIIF

/// Writes a commented descriptor; the comments are the schema's summaries.
package struct SkeletonWriter {
  package let name: String
  package let image: String?
  package let port: Int
  package let prefix: String?
  package let information: [ImageInformation]

  package var text: String {
    let parts = [
      head, identity, api, sources, container, process, load, limits, remarks, variants,
    ]
    return parts.joined(separator: "\n")
  }

  private var head: String {
    """
    # yaml-language-server: $schema=schema.json
    # How iiif-bench starts \(oneLine(name)) and what the server supports.
    # Lines marked with CHANGE contain examples. See CONTRIBUTING.md.

    """
  }

  private var identity: String {
    key("name", yaml(name))
      + key("title", yaml(name), changes: true)
      + key("homepage", "https://example.org/", changes: true)
      + key("licence", "MIT", changes: true)
      + key("version", "\"\(version)\"", changes: image == nil)
  }

  /// The image's tag if it looks like a version.
  private var version: String {
    let tag = image?.split(separator: "/").last?.split(separator: ":").dropFirst().first ?? ""
    let digits = tag.drop { $0 == "v" }
    return digits.first?.isNumber == true && !digits.contains("\"") && !digits.contains("\\")
      ? String(digits) : "1.0"
  }

  private var api: String {
    let versions =
      information.isEmpty
      ? [support(.v21, level: .level1, prefix: "/iiif/2", extra: [], mark: Self.mark)]
      : information.map { document in
        let extra = document.features.subtracting(document.level.features(in: document.version))
        return support(
          document.version, level: document.level, prefix: prefix(of: document), extra: extra,
          mark: "")
      }
    return comment("api") + "api:\n" + versions.joined()
  }

  /// The lines of a version; the prefix is an example unless it was given.
  private func support(
    _ version: APIVersion, level: ComplianceLevel, prefix: String, extra: Set<Feature>, mark: String
  ) -> String {
    let fullSize: FullSizeToken = version.major == 3 ? .max : .full
    let names = Feature.allCases.filter(extra.contains).map(\.rawValue).joined(separator: ", ")
    return """
        "\(version.rawValue)":
          prefix: \(yaml(self.prefix ?? prefix))\(self.prefix == nil ? Self.mark : "")
          level: \(level.rawValue)\(mark)
          full-size: \(fullSize.rawValue)\(mark)

      """ + (names.isEmpty ? "" : "    extra: [\(names)]\n")
  }

  /// The path of an image's address without its last part, the identifier.
  ///
  /// An identifier in a query, `…/iipsrv.fcgi?IIIF=/folder/image.tif`, is the whole path there.
  private func prefix(of document: ImageInformation) -> String {
    let rest = document.id.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
    guard let query = rest.firstIndex(of: "?"), let value = rest[query...].firstIndex(of: "=")
    else {
      return rest.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }
    let path = rest[rest.index(after: value)...]
    guard !path.hasPrefix("/"), let slash = path.lastIndex(of: "/") else {
      return String(rest[...value])
    }
    return String(rest[..<slash])
  }

  /// Whether the identifiers of the documents are in queries, whose slashes are not encoded.
  private var hasQuery: Bool { information.contains { $0.id.contains("?") } }

  private var sources: String {
    let families = SourceFamily.allCases.map(\.rawValue).joined(separator: ", ")
    return comment("sources") + "# Known families: \(families).\n"
      + "sources: [jpeg, tiff]\(Self.mark)\n"
      + comment("source-limits") + "# source-limits: {tiff: {lacks: [regionByPx]}}\n"
      + comment("passes-source-through") + "# passes-source-through: [jpeg]\n"
      + comment("identifier") + """
        identifier:
          template: "{path}"\(Self.mark)
          slashes: \(hasQuery ? "raw" : "encoded")  # or encoded, raw, {substitute: "!"}

        """
  }

  private var container: String {
    let reference = image ?? "registry.example/\(name):1.0"
    return comment("container") + placeholders + """
      container:
        image: \(yaml(reference))\(image == nil ? Self.mark : "")
        port: \(port)
        # command: [serve, --port, "{port}", --images, "{images}"]
        # environment: {WORKERS: "{workers}"}

      """
  }

  private var placeholders: String {
    let names = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
    return "# Placeholders in commands, variables and files: \(names).\n"
  }

  private var process: String {
    comment("process") + """
      # process:
      #   command: [serve, --port, "{port}", --images, "{images}"]
      #   apt: [package]

      """ + comment("files") + "# files: [server.conf]\n"
      + comment("folder") + "# folder: \(yaml(name))\n"
  }

  private var load: String {
    comment("workers") + "workers: {kind: process, count: 1}\(Self.mark)\n" + comment("start-limit")
      + "start-limit: 60\n" + comment("warm-up") + "# warm-up: {start: 20}\n"
      + comment("log") + "# log: {refuse: [falling back]}\n"
      + comment("headers") + "# headers: {Authorization: {environment: TOKEN}}\n"
      + comment("jpeg-quality")
      + "# jpeg-quality: {value: 75, settable: false}\n"
  }

  private var limits: String {
    var values: [String] = []
    let limits = information.map(\.limits)
    if let side = limits.flatMap({ [$0.width, $0.height].compactMap(\.self) }).min() {
      values.append("maximum-side: \(side)")
    }
    if let area = limits.compactMap(\.area).min() { values.append("maximum-pixels: \(area)") }
    let line =
      values.isEmpty
      ? "# limits: {maximum-side: 5000, beyond: shrink}\n"
      : "limits: {\(values.joined(separator: ", ")), beyond: refuse}\(Self.mark)\n"
    return comment("limits") + line
  }

  private var remarks: String {
    var tiles: [String] = []
    for problem in information.flatMap(\.deviations) {
      let note = "In info.json, \(problem)."
      if !tiles.contains(note) { tiles.append(note) }
    }
    for set in information.flatMap(\.tiles) {
      let factors = set.scaleFactors.map(String.init).joined(separator: ", ")
      let note = "Tiles of \(set.size.width) × \(set.size.height) px, scale factors \(factors)."
      if !tiles.contains(note) { tiles.append(note) }
    }
    let notes =
      tiles.isEmpty
      ? "# notes: [One sentence.]\n"
      : "notes:\n" + tiles.map { "  - \(yaml($0))\n" }.joined()
    return comment("caches") + "# caches: [One sentence.]\n"
      + comment("cache-hits") + "# cache-hits: {field: X-Cache}\n"
      + comment("fixed-caches") + "# fixed-caches: [One sentence.]\n" + comment("notes") + notes
      + comment("remarks") + "# remarks: [{note: One sentence., sources: [jpeg]}]\n"
  }

  private var variants: String {
    comment("variants") + """
      # variants:
      #   many: {workers: {count: 4}}

      """
  }

  // MARK: Lines

  private static let mark = "  # CHANGE"

  private func key(_ key: String, _ value: String, changes: Bool = false) -> String {
    comment(key) + "\(key): \(value)\(changes ? Self.mark : "")\n"
  }

  /// A key's summary from the schema, as a sentence.
  private func comment(_ key: String) -> String {
    guard let summary = DescriptorSchema.root[key]?.summary else { return "" }
    return "# \(summary.prefix(1).uppercased())\(summary.dropFirst()).\n"
  }

  private func oneLine(_ text: String) -> String {
    text.filter { !$0.isNewline }
  }

  /// A text as a YAML value, in quotes if YAML would misread it.
  private func yaml(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy { byte in
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-".utf8.contains(byte)
      }
      && text.utf8.first != UInt8(ascii: "-")
      && YAMLScalar(text: text, style: .plain).kind == .text
    return isPlain ? text : JSONValue.string(text).text()
  }
}
