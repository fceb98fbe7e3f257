import ArgumentParser
import Configuration
import IIIFBench
import Measuring
import Support

// Choices of flags: help, shell completion and the parser's messages list their values.

extension DiagnosticFormat: ExpressibleByArgument {}
extension Log.Format: ExpressibleByArgument {}
extension Log.Level: ExpressibleByArgument {}
extension MeasuringOrder: ExpressibleByArgument {}
extension CacheUse: ExpressibleByArgument {}
extension QualityPrice: ExpressibleByArgument {}
extension RuntimeChoice: ExpressibleByArgument {}

/// A choice of a public type.
///
/// A public type cannot conform to the parser's protocol without making the parser a part of the
/// library's interface.
struct Choice<Value: RawRepresentable<String> & CaseIterable & Sendable>: ExpressibleByArgument {
  var value: Value

  init?(argument: String) {
    guard let value = Value(rawValue: argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { Value.allCases.map(\.rawValue) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension ArgumentHelp {
  /// The help of a flag with a choice, whose values replace the value's name.
  static func choice<Value: ExpressibleByArgument>(
    _ abstract: String, of type: Value.Type
  ) -> ArgumentHelp {
    ArgumentHelp(abstract, valueName: Value.allValueStrings.joined(separator: "|"))
  }
}

/// A major version of the Image API.
struct MajorVersion: ExpressibleByArgument {
  var number: Int

  init?(argument: String) {
    guard let number = Int(argument), Study.Bounds.api.range.contains(number) else { return nil }
    self.number = number
  }

  static var allValueStrings: [String] { Study.Bounds.api.range.map(String.init) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// Numbers separated by commas: `1,10,50`.
struct NumberList<Number: LosslessStringConvertible>: ExpressibleByArgument {
  var numbers: [Number]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    numbers = parts.compactMap { Number(String($0)) }
    guard numbers.count == parts.count else { return nil }
  }
}

extension BlockCount: ExpressibleByArgument {
  /// Parses `auto` or a number.
  package init?(argument: String) {
    if argument == StudySchema.automatic {
      self = .automatic(atMost: Self.standardLimit)
    } else if let count = Int(argument) {
      self = .fixed(count)
    } else {
      return nil
    }
  }
}

extension WarmUpLength: ExpressibleByArgument {
  /// Reads `auto` or a number of seconds.
  package init?(argument: String) {
    if argument == StudySchema.automatic {
      self = .automatic
    } else if let seconds = Double(argument) {
      self = .fixed(seconds)
    } else {
      return nil
    }
  }
}

extension CompletionKind {
  /// The names of the operations.
  static var operations: CompletionKind { .list(Tool.operations.map { $0.name }.sorted()) }

  /// The names of common source formats and of groups.
  static var formats: CompletionKind {
    .list(SourceFormat.common.map(\.name) + SourceFormat.groups.keys.sorted())
  }
}
