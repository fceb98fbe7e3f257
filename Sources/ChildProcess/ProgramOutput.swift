/// Where a program's standard output or standard error goes.
package enum OutputTarget: Sendable {
  /// It is discarded.
  case nowhere
  /// It is appended to a file, which is created if it does not exist.
  case file(String)
  /// It is kept; a program that exceeds the limit of bytes is ended.
  case memory(limit: Int)
  /// Each line is passed on as it arrives, without its line end.
  ///
  /// The closure runs on the thread that watches all programs and must not block. A line of more
  /// than 1 MiB is passed on in pieces.
  case lines(@Sendable (String) -> Void)
}

/// How a program ended and what it wrote.
package struct ProgramOutput: Sendable {
  /// How it ended.
  package var ending: ProgramEnding
  /// Its standard output, if kept; includes its standard error where both are merged.
  package var output: [UInt8]
  /// Its standard error, if kept separately.
  package var errors: [UInt8]
  /// CPU time of the program and of the children that it waited for.
  package var cpuTime: Duration

  /// ``output`` as text.
  package var text: String { String(decoding: output, as: UTF8.self) }
  /// ``errors`` as text.
  package var errorText: String { String(decoding: errors, as: UTF8.self) }
}
