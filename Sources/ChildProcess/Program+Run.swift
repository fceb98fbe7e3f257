import Support

extension Program {
  /// Starts the program.
  ///
  /// - Parameters:
  ///   - output: Where its standard output goes.
  ///   - errors: Where its standard error goes; nil for the same place as its standard output.
  ///   - started: Called with the process before it is reaped, so that `/proc` shows it even if it
  ///     has already ended.
  package func start(
    output: OutputTarget, errors: OutputTarget?,
    started: @escaping @Sendable (Int32) -> Void = { _ in }
  ) async throws(ProgramError) -> RunningProgram {
    Log.current.debug("running \(ShellCommand.text(of: [name] + arguments))")
    return try await RunningProgram(self, output: output, errors: errors, started: started)
  }

  /// Runs the program to its end; a cancelled task ends the program and its group.
  ///
  /// - Parameters:
  ///   - output: Where its standard output goes.
  ///   - errors: Where its standard error goes; nil for the same place as its standard output.
  /// - Throws: ``ProgramError``, or `CancellationError`.
  package func run(output: OutputTarget, errors: OutputTarget?) async throws -> ProgramOutput {
    try Task.checkCancellation()
    return try await start(output: output, errors: errors).outputOrCancellation()
  }
}
