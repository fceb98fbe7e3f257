/// Where a program's standard output or standard error goes.
package enum OutputTarget: Sendable {
  /// It is discarded.
  case nowhere
  /// It is appended to a file, which is created if it does not exist.
  case file(String)
  /// It is kept; a program that writes more bytes than the limit is ended.
  case memory(limit: Int)
  /// Each line is handed over as it comes, without its end.
  ///
  /// The closure runs on the thread that watches all programs and must return at once. A line of
  /// more than 1 MiB is handed over in pieces.
  case lines(@Sendable (String) -> Void)
}

/// How a program ended and what it wrote.
package struct ProgramOutput: Sendable {
  /// How it ended.
  package var ending: ProgramEnding
  /// Its standard output if that was kept, with its standard error if both were merged.
  package var output: [UInt8]
  /// Its standard error if that was kept separately.
  package var errors: [UInt8]

  /// ``output`` as text.
  package var text: String { String(decoding: output, as: UTF8.self) }
  /// ``errors`` as text.
  package var errorText: String { String(decoding: errors, as: UTF8.self) }
}
