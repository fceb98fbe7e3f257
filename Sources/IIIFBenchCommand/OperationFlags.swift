import ArgumentParser
import IIIFBench

/// Flags of operations: `--NAME VALUE` selects the operation NAME and sets its required option.
///
/// The parser finds flags by a type's mirror and reads their values by a decoder's keys. Both are
/// created at run time here, so help, completion and suggestions include the operations' flags.
struct OperationFlags: ParsableArguments, CustomReflectable {
  /// A value of an operation's option.
  struct Setting: Equatable {
    var operation: String
    var option: String
    var value: String
  }

  /// The values, in the order of the operations.
  private(set) var settings: [Setting] = []

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// The operations with a required option.
  private static var flags: [(operation: String, option: OperationOption)] {
    Tool.operations.compactMap { type in
      type.requiredOption.map { (operation: type.name, option: $0) }
    }
  }

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for (operation, option) in Self.flags {
      let flag = try container.decode(
        Option<String?>.self, forKey: Key(stringValue: operation))
      guard let value = flag.wrappedValue else { continue }
      settings.append(Setting(operation: operation, option: option.name, value: value))
    }
  }

  var customMirror: Mirror {
    Mirror(
      self,
      children: Self.flags.map { operation, option in
        let help = ArgumentHelp(
          "Select the operation '\(operation)'; the value is \(option.summary).",
          valueName: option.name)
        let flag = Option<String?>(
          name: .customLong(operation), help: help,
          completion: option.kind == .file ? .file() : nil)
        return (label: operation, value: flag)
      })
  }
}
