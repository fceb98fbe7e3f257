import ArgumentParser
import IIIFBench

/// Flags that operations bring: `--NAME VALUE` chooses the operation of that name and gives a value
/// to the option that it has no default for.
///
/// The parser finds the flags of a type by its mirror and reads their values by the keys of a
/// decoder. Both can be made at run time, so that each operation's flag is known to help, completion
/// and suggestions like any other.
struct OperationFlags: ParsableArguments, CustomReflectable {
  /// A value for an operation's option.
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

  /// The operations that have a flag.
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
          "The operation '\(operation)' with \(option.summary).",
          valueName: option.name)
        let flag = Option<String?>(
          name: .customLong(operation), help: help,
          completion: option.kind == .file ? .file() : nil)
        return (label: operation, value: flag)
      })
  }
}
