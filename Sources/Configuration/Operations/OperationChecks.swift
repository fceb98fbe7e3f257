package import IIIFBench
package import Support
import Foundation

/// Checks of operations by their names and examples.
package struct OperationChecks {
  private let operations: [any ImageOperation.Type]
  private var texts: [String: SourceText] = [:]
  package private(set) var diagnostics: [Diagnostic] = []

  /// Checks operations, including that their names are unique; `known` are the operations that they may
  /// be composed of.
  package init(_ checked: [any ImageOperation.Type], among known: [any ImageOperation.Type]) {
    operations = known
    var first: [String: String] = [:]
    for type in checked {
      let place = type.examples.first?.place ?? .unknown(of: type)
      if let other = first[type.name] {
        report(.error, "\(other) already defines an operation '\(type.name)'", at: place)
      }
      first[type.name] = first[type.name] ?? shown(place.file)
      checkHead(of: type, at: place)
      for example in type.examples { check(example, of: type) }
    }
  }

  /// The files of the operations' examples.
  package static func files(of operations: [any ImageOperation.Type]) -> Set<String> {
    Set(operations.flatMap { $0.examples.map(\.place.file) })
  }

  private mutating func checkHead(
    of type: any ImageOperation.Type, at place: OperationExample.Place
  ) {
    if !TextForm.name.accepts(type.name) {
      report(
        .error, "the name \(type.name.quoted) must be \(TextForm.name.expectation)", at: place)
    }
    if !TextForm.line.accepts(type.summary) || type.summary.hasSuffix(".") {
      report(
        .warning, "the summary of '\(type.name)' must be one line without a full stop", at: place)
    }
    if type.examples.isEmpty, type.requiredOption == nil {
      report(
        .warning, "'\(type.name)' has no examples; they are its documentation and its test",
        at: place)
    }
  }

  private mutating func check(_ example: OperationExample, of type: any ImageOperation.Type) {
    do {
      let actual = try example.actualRequests(of: type, among: operations)
      if let difference = difference(between: example.requests, and: actual) {
        report(
          .error, "'\(type.name)' does not match its example: \(difference)", at: example.place)
      } else if try example.actualRequests(of: type, among: operations) != actual {
        report(
          .error,
          "'\(type.name)' makes other requests the second time; its requests must depend only on "
            + "the iteration", at: example.place)
      }
    } catch {
      report(
        .error, "'\(type.name)' cannot make the example's requests: \(error)", at: example.place)
    }
  }

  /// The first difference of two lists; nil if they are equal.
  private func difference(
    between expected: [OperationExample.Request], and actual: [OperationExample.Request]
  ) -> String? {
    for (index, pair) in zip(expected, actual).enumerated() where pair.0 != pair.1 {
      return "request \(index + 1) is \(pair.1.text), expected \(pair.0.text)"
    }
    guard expected.count != actual.count else { return nil }
    let more = actual.count > expected.count ? actual[expected.count] : expected[actual.count]
    return "it makes \(actual.count) requests, expected \(expected.count); "
      + "the first difference is \(more.text)"
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ message: String, at place: OperationExample.Place
  ) {
    diagnostics.append(
      Diagnostic(
        file: shown(place.file), line: place.line, column: place.column, severity: severity,
        message: message, sourceLine: text(of: place.file).line(place.line)))
  }

  private mutating func text(of file: String) -> SourceText {
    if let text = texts[file] { return text }
    let bytes = (try? readFile(URL(filePath: file), upTo: 1 << 20)) ?? []
    let text = SourceText(path: file, bytes: bytes)
    texts[file] = text
    return text
  }

  /// A file's path, relative to the current folder if it is below it.
  private func shown(_ file: String) -> String {
    let folder = FileManager.default.currentDirectoryPath + "/"
    return file.hasPrefix(folder) ? String(file.dropFirst(folder.count)) : file
  }
}

extension OperationExample.Place {
  /// The presumed place of an operation without examples: the file named after its type.
  fileprivate static func unknown(of type: any ImageOperation.Type) -> Self {
    Self(file: "\(type).swift", line: 1, column: 1)
  }
}
