import Foundation
import IIIF

/// Puts a commented descriptor together; the comments are the schema's own.
struct SkeletonWriter {
  let name: String
  let image: String?
  let port: Int
  let prefix: String?
  let information: ImageInformation?

  var text: String {
    let parts = [
      head, identity, api, sources, container, process, load, limits, remarks, variants,
    ]
    return parts.joined(separator: "\n")
  }

  private var head: String {
    """
    # yaml-language-server: $schema=schema.json
    # How iiif-bench starts \(oneLine(name)) and what it may ask of it.
    # Lines marked with CHANGE hold examples. See CONTRIBUTING.md.

    """
  }

  private var identity: String {
    key("name", yaml(name))
      + key("title", yaml(name), changes: true)
      + key("homepage", "https://example.org/", changes: true)
      + key("licence", "MIT", changes: true)
      + key("version", "\"\(version)\"", changes: image == nil)
  }

  /// The image's tag, if it looks like a version.
  private var version: String {
    let tag = image?.split(separator: "/").last?.split(separator: ":").dropFirst().first ?? ""
    let digits = tag.drop { $0 == "v" }
    return digits.first?.isNumber == true && !digits.contains("\"") && !digits.contains("\\")
      ? String(digits) : "1.0"
  }

  private var api: String {
    let version = information?.version ?? .v21
    let level = information?.level ?? .level1
    let claimed = information?.features ?? []
    let extra = Feature.allCases.filter {
      claimed.contains($0) && !level.features(in: version).contains($0)
    }
    let fullSize: FullSizeToken = version.major == 3 ? .max : .full
    let lists =
      extra.isEmpty ? "" : "\n    extra: [\(extra.map(\.rawValue).joined(separator: ", "))]"
    let isKnown = information != nil
    return comment("api") + """
      api:
        "\(version.rawValue)":
          prefix: \(yaml(prefix ?? prefixOfImage ?? "/iiif/2"))\(prefix == nil ? Self.mark : "")
          level: \(level.rawValue)\(isKnown ? "" : Self.mark)
          full-size: \(fullSize.rawValue)\(isKnown ? "" : Self.mark)\(lists)

      """
  }

  /// The path of the image's address without the last part, which is the identifier.
  private var prefixOfImage: String? {
    guard let information, let components = URLComponents(string: information.id) else {
      return nil
    }
    let parts = components.percentEncodedPath.split(separator: "/").dropLast()
    return parts.map { "/\($0)" }.joined()
  }

  private var sources: String {
    let families = SourceFamily.allCases.map(\.rawValue).joined(separator: ", ")
    return comment("sources") + "# There are: \(families).\n"
      + "sources: [jpeg, tiff]\(Self.mark)\n"
      + comment("identifier") + """
        identifier:
          template: "{path}"\(Self.mark)
          slashes: encoded  # or raw, or {substitute: "!"}

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
    return "# Commands, variables and files may hold \(names).\n"
  }

  private var process: String {
    comment("process") + """
      # process:
      #   command: [serve, --port, "{port}", --images, "{images}"]
      #   apt: [package]

      """ + comment("files") + "# files: [server.conf]\n"
  }

  private var load: String {
    comment("workers") + "workers: {kind: process, count: 1}\(Self.mark)\n" + comment("start-limit")
      + "start-limit: 60\n" + comment("jpeg-quality")
      + "# jpeg-quality: {value: 75, settable: false}\n"
  }

  private var limits: String {
    var values: [String] = []
    if let side = [information?.limits.width, information?.limits.height].compactMap(\.self).min() {
      values.append("maximum-side: \(side)")
    }
    if let area = information?.limits.area { values.append("maximum-pixels: \(area)") }
    let line =
      values.isEmpty
      ? "# limits: {maximum-side: 5000, beyond: shrink}\n"
      : "limits: {\(values.joined(separator: ", ")), beyond: refuse}\(Self.mark)\n"
    return comment("limits") + line
  }

  private var remarks: String {
    let tiles = (information?.tiles ?? []).map { tiles in
      let factors = tiles.scaleFactors.map(String.init).joined(separator: ", ")
      return "Tiles of \(tiles.size.width) × \(tiles.size.height) px, scale factors \(factors)."
    }
    let notes =
      tiles.isEmpty
      ? "# notes: [One sentence.]\n"
      : "notes:\n" + tiles.map { "  - \(yaml($0))\n" }.joined()
    return comment("caches") + "# caches: [One sentence.]\n"
      + comment("fixed-caches") + "# fixed-caches: [One sentence.]\n" + comment("notes") + notes
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

  /// A text as a YAML value: in quotes where YAML would take it for something else.
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
