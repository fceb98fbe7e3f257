import Foundation
import IIIFBench
package import Results
import Support

/// Whether two results measured the same work in the same way.
package struct Comparability: Sendable {
  /// Differences that forbid a comparison.
  package let refusals: [Difference]
  /// Differences of machine or setting, which forbid verdicts.
  package let settings: [Difference]
  /// Differences that a reader must know.
  package let warnings: [Difference]

  /// A difference between two results.
  package struct Difference: Hashable, Sendable {
    /// What differs, such as `seed`.
    package let subject: String
    /// The value in the base.
    package let base: String
    /// The value in the other result.
    package let new: String
  }

  /// Compares the work of two results.
  package init(base: BenchmarkResult, new: BenchmarkResult) {
    refusals = Self.work(base, new)
    settings = Self.settings(base, new)
    let tool = { (result: BenchmarkResult) in
      "\(result.tool.version), \(result.tool.build.rawValue) build"
    }
    warnings = [
      Self.difference("kernel", base.host.kernel, new.host.kernel),
      Self.difference("system", base.host.system, new.host.system),
      Self.difference("version of iiif-bench", tool(base), tool(new)),
      Self.difference("libcurl", base.tool.libcurl, new.tool.libcurl),
      Self.difference(
        "warm-up", Self.text(base.study.warmUp), Self.text(new.study.warmUp)),
    ].compactMap(\.self)
  }

  private static func work(_ base: BenchmarkResult, _ new: BenchmarkResult) -> [Difference] {
    var found = [
      difference("seed", "\(base.seed)", "\(new.seed)"),
      difference("major version of the Image API", "\(base.study.api)", "\(new.study.api)"),
    ].compactMap(\.self)
    for operation in base.study.operations {
      guard let other = new.study.operations.first(where: { $0.name == operation.name }),
        let options = difference(
          "options of \(operation.name)", text(operation.options), text(other.options))
      else { continue }
      found.append(options)
    }
    let formats = base.study.formats.filter(new.study.formats.contains)
    if formats.isEmpty {
      found.append(
        Difference(
          subject: "source formats", base: base.study.formats.map(\.name).joined(separator: ", "),
          new: new.study.formats.map(\.name).joined(separator: ", ")))
    }
    for format in formats {
      if let images = images(format, base.images, new.images) { found.append(images) }
    }
    for (subject, names) in [
      ("operations", { (study: Study) in study.operations.map(\.name) }),
      ("loads", { (study: Study) in study.loads.map { "\($0)" } }),
    ] {
      let (mine, theirs) = (names(base.study), names(new.study))
      if Set(mine).isDisjoint(with: theirs) {
        found.append(
          Difference(
            subject: subject, base: mine.joined(separator: ", "),
            new: theirs.joined(separator: ", ")))
      }
    }
    return found
  }

  /// The difference between the pictures in a format: their number, or the first with another content.
  private static func images(
    _ format: SourceFormat, _ base: Dataset, _ new: Dataset
  ) -> Difference? {
    let (mine, theirs) = (files(base, format), files(new, format))
    guard mine != theirs else { return nil }
    let subject = "images in \(format.name)"
    if let changed = mine.first(where: { theirs[$0.key] != nil && theirs[$0.key] != $0.value }) {
      return Difference(
        subject: subject, base: "SHA-256 of \(changed.key) \(changed.value.prefix(12))",
        new: "\(theirs[changed.key, default: ""].prefix(12))")
    }
    return Difference(
      subject: subject, base: "\(mine.count) of \(base.name)", new: "\(theirs.count) of \(new.name)"
    )
  }

  private static func files(_ dataset: Dataset, _ format: SourceFormat) -> [String: String] {
    Dictionary(
      dataset.files.filter { $0.format == format }.map { ($0.image, $0.sha256) }
    ) { first, _ in first }
  }

  private static func settings(_ base: BenchmarkResult, _ new: BenchmarkResult) -> [Difference] {
    let window = { (study: Study) in
      study.iterations.map { "\($0) iterations" } ?? "\(study.duration.short) s"
    }
    let traffic =
      base.study.traffic == new.study.traffic
      ? nil
      : Difference(
        subject: "traffic", base: "\(base.study.traffic)", new: "\(new.study.traffic)")
    let limits =
      base.study.resourceLimits == new.study.resourceLimits
      ? nil
      : Difference(
        subject: "resource limits", base: text(base.study.resourceLimits),
        new: text(new.study.resourceLimits))
    let memory =
      max(base.host.memory, new.host.memory)
      > Int(1.1 * Double(min(base.host.memory, new.host.memory)))
    return [
      difference("processor", base.host.processor, new.host.processor),
      difference(
        "number of processors", "\(base.host.processors)", "\(new.host.processors)"),
      memory
        ? Difference(
          subject: "memory", base: "\(base.host.memory) bytes", new: "\(new.host.memory) bytes")
        : nil,
      limits, traffic, difference("window", window(base.study), window(new.study)),
      difference("order of servers", base.study.order.rawValue, new.study.order.rawValue),
    ].compactMap(\.self) + runtimes(base, new)
  }

  private static func runtimes(_ base: BenchmarkResult, _ new: BenchmarkResult) -> [Difference] {
    base.servers.compactMap { server in
      let label = server.descriptor.label
      guard let other = new.servers.first(where: { $0.descriptor.label == label }) else {
        return nil
      }
      return difference("runtime of \(label)", server.runtime.rawValue, other.runtime.rawValue)
    }
  }

  private static func difference(_ subject: String, _ base: String, _ new: String) -> Difference? {
    base == new ? nil : Difference(subject: subject, base: base, new: new)
  }

  private static func text(_ options: [String: String]) -> String {
    options.isEmpty
      ? "defaults"
      : options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: ", ")
  }

  private static func text(_ length: WarmUpLength) -> String {
    length.seconds.map { "\($0.short) s" } ?? "until steady"
  }

  private static func text(_ limits: ResourceLimits?) -> String {
    guard let limits else { return "none" }
    return [
      limits.workers.map { "\($0) workers" }, limits.serverCPUs.map { "processors \($0)" },
      limits.serverMemory.map { "\($0) bytes" },
      limits.generatorCPUs.map { "generator on \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}

/// Two results that cannot be compared.
package struct NotComparable: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reasons, one sentence each.
  package let reasons: [String]

  /// Creates an error.
  package init(reasons: [String]) { self.reasons = reasons }

  /// One line per reason.
  package var description: String {
    "the results are not comparable:\n" + reasons.map { "- \($0)" }.joined(separator: "\n")
  }
}

extension Comparability.Difference {
  /// `seed: 1 in the base, 2 in the new result`.
  package var sentence: String { "\(subject): \(base) in the base, \(new) in the new result" }
}
