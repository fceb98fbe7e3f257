import ArgumentParser
import IIIFBench

/// Flags of operations: `--NAME VALUE` selects the operation NAME and sets its required option;
/// `--NAME-OPTION VALUE` sets another option of such an operation.
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
  /// The selected operations.
  private(set) var selected: [String] = []

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// A flag for an option of an operation with a required option.
  private struct Flag {
    var operation: String
    var option: OperationOption
    /// Whether the flag selects the operation.
    var isSelecting: Bool

    var name: String { isSelecting ? operation : "\(operation)-\(option.name)" }

    var help: ArgumentHelp {
      ArgumentHelp(
        isSelecting
          ? "Select the operation '\(operation)'; the value is \(option.summary)."
          : "The option '\(option.name)' of '\(operation)': \(option.summary).",
        valueName: option.name)
    }
  }

  private static var flags: [Flag] {
    Tool.operations.flatMap { type -> [Flag] in
      guard let required = type.requiredOption else { return [] }
      return type.options.map { option in
        Flag(operation: type.name, option: option, isSelecting: option == required)
      }.sorted { $0.isSelecting && !$1.isSelecting }
    }
  }

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for flag in Self.flags {
      let value = try container.decode(Option<String?>.self, forKey: Key(stringValue: flag.name))
      guard let value = value.wrappedValue else { continue }
      if flag.isSelecting { selected.append(flag.operation) }
      settings.append(
        Setting(operation: flag.operation, option: flag.option.name, value: value))
    }
  }

  var customMirror: Mirror {
    Mirror(
      self,
      children: Self.flags.map { flag in
        let option = Option<String?>(
          name: .customLong(flag.name), help: flag.help,
          completion: flag.option.kind == .file ? .file() : nil)
        return (label: flag.name, value: option)
      })
  }
}
